import type { IndexDatabase } from './index-database.ts'

/** Writes to the index so that readers see all of it or, if it throws, nothing. Returns what `act` returns. */
export function inTransaction<T>(db: IndexDatabase, act: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = act()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
