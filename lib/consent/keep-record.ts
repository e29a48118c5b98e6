import type { Environment } from '../environment.ts'
import { createLog } from '../log.ts'
import type { ConsentRecord } from './record.ts'
import { recordFile, recordsIn } from './record-file.ts'

let append: ((record: ConsentRecord) => Promise<void>) | undefined

/**
 * Keeps the record of a choice in STATE_DIR, and the same in the log, where those of several servers can be collected.
 * When the file cannot be written, the choice counts all the same: the error is logged, and the log has the record.
 */
export async function keepRecord(environment: Environment, record: ConsentRecord): Promise<void> {
  const log = createLog(environment.logLevel)
  log('info', 'consent', { ...record })
  append ??= recordsIn(recordFile(environment))
  try {
    await append(record)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    log('error', 'consent record not written', { receipt: record.receipt, reason })
  }
}
