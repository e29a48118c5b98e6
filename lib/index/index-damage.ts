/** The file is an index, but of another version of this software. */
export class OtherVersion extends Error {
  override message = 'The index is of another version.'
}

/** SQLite's codes for a file that is not an intact database (https://www.sqlite.org/rescode.html): CORRUPT, NOTADB. */
const damage: readonly number[] = [11, 26]

/**
 * Its codes for data that can no longer be read: IOERR itself and its variants _READ, _SHORT_READ, _DATA, _CORRUPTFS and
 * _IN_PAGE; READONLY_DBMOVED. Its other variants concern writing, memory and locks, and those pass.
 */
const gone: readonly number[] = [10, 266, 522, 8202, 8458, 8714, 1032]

/** Whether an error means that the file is not a usable index: of another version, damaged, cut short or replaced. */
export function isDamage(error: unknown): boolean {
  if (error instanceof OtherVersion) return true
  if (!(error instanceof Error && 'errcode' in error)) return false
  const code = Number(error.errcode)
  // The lowest byte is the error, the others give detail: 779 is 11 (CORRUPT), in an index of a table.
  if (damage.includes(code & 0xff) || gone.includes(code)) return true
  // An empty file is an empty database, so our own statements fail because tables or columns are missing.
  return code === 1 && /^no such (?:table|column)/.test(error.message)
}
