import type { Environment } from '../runtime/environment.ts'
import { errorText } from '../runtime/error-text.ts'
import { createLog } from '../runtime/log.ts'
import { logSeldom } from '../runtime/log-seldom.ts'
import { createTokenBucket, type Rate } from '../runtime/token-bucket.ts'
import { newReceipt } from './receipt.ts'
import type { ConsentRecord } from './record.ts'
import { recordFile, recordsIn } from './record-file.ts'

/**
 * How many choices a process records. 36,000 an hour, and 2,000 more in the minutes after a headline, are a very busy
 * day's readers; an attacker who makes choices all day long causes 0.1 GB of records and no more. See docs/adr/0008.
 */
export const recordRate: Rate = { perSecond: 10, atOnce: 2000 }

/** What happened to a record: stored, over the rate limit, or impossible to write. */
export type Kept = { outcome: 'recorded'; receipt: string } | { outcome: 'limited' | 'failed' }

/** Stores the record of a choice; never rejects. */
export type KeepRecord = (choice: Pick<ConsentRecord, 'version' | 'categories'>) => Promise<Kept>

/**
 * Stores records in STATE_DIR, and also in the log, where those of several servers can be collected. A choice counts
 * whether or not it is recorded; missing records are logged once a minute.
 *
 * @param key of the receipts; requested with the first record
 */
export function createRecordKeeper(
  environment: Pick<Environment, 'stateDir' | 'logLevel'>,
  key: () => Buffer,
  log = createLog(environment.logLevel),
): KeepRecord {
  const mayRecord = createTokenBucket(recordRate)
  const append = recordsIn(recordFile(environment))
  const seldom = logSeldom(log)
  return async ({ version, categories }) => {
    if (!mayRecord()) {
      seldom('warn', 'consent not recorded', { reason: 'more choices than are recorded', ...recordRate })
      return { outcome: 'limited' }
    }
    try {
      const record = { time: new Date().toISOString(), version, categories, receipt: newReceipt(key()) }
      log('info', 'consent', record)
      await append(record)
      return { outcome: 'recorded', receipt: record.receipt }
    } catch (error) {
      const reason = errorText(error)
      seldom('error', 'consent record not written', { reason })
      return { outcome: 'failed' }
    }
  }
}
