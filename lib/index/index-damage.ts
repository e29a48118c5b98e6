/** The file holds an index, but of another version of this software. */
export class OtherVersion extends Error {
  override message = 'The index is of another version.'
}

/** What SQLite says of a file that is no whole database (https://www.sqlite.org/rescode.html): CORRUPT, NOTADB. */
const damage: readonly number[] = [11, 26]

/**
 * What it says when what was there cannot be read any more: IOERR as such, and _READ, _SHORT_READ, _DATA, _CORRUPTFS,
 * _IN_PAGE of its kinds; READONLY_DBMOVED. Its other kinds are of writing, of memory and of locks: those pass.
 */
const gone: readonly number[] = [10, 266, 522, 8202, 8458, 8714, 1032]

/** Whether an error means that the file is no index of ours: of another version, damaged, cut short or replaced. */
export function isDamage(error: unknown): boolean {
  if (error instanceof OtherVersion) return true
  if (!(error instanceof Error && 'errcode' in error)) return false
  const code = Number(error.errcode)
  // The lowest byte is what is wrong, the others say more of it: 779 is 11, in an index of a table.
  if (damage.includes(code & 0xff) || gone.includes(code)) return true
  // An empty file is an empty database. Our own statements name what there is.
  return code === 1 && /^no such (?:table|column)/.test(error.message)
}
