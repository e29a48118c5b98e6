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
 * day's readers; whoever makes choices all day long gets 0.1 GB of records and no more. See docs/adr/0008.
 */
export const recordRate: Rate = { perSecond: 10, atOnce: 2000 }

/** What became of a record: kept; one too many; or there was no writing it. */
export type Kept = { outcome: 'recorded'; receipt: string } | { outcome: 'limited' | 'failed' }

/** Keeps the record of a choice; never rejects. */
export type KeepRecord = (choice: Pick<ConsentRecord, 'version' | 'categories'>) => Promise<Kept>

/**
 * Keeps records in STATE_DIR, and the same in the log, where those of several servers can be collected. A choice counts
 * whether or not it has one: what is not recorded is told in the log, once a minute.
 *
 * @param key of the receipts; asked for at the first record
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
