import { identityOf } from '../runtime/file-identity.ts'
import { type IndexDatabase, openIndexForReading } from './index-database.ts'

/** Longer than any page takes to render, so a page that began with the old index can finish with it. */
const farewell = 60_000

/**
 * Reads an index even when its file is replaced, as after a rebuild: later calls return a connection to the new file. While
 * the new file is missing or cannot be opened, the old connection stays in use.
 *
 * @returns a function that gives the connection to use now; it throws when there has never been an index
 */
export function followIndex(file: string): () => IndexDatabase {
  let open: IndexDatabase | undefined
  let identity: string | undefined
  return () => {
    const there = identityOf(file)
    if (open && (there === undefined || there === identity)) return open
    // Each file is tried only once: if it is not an index, it will not become one.
    identity = there
    const before = open
    try {
      open = openIndexForReading(file)
    } catch (error) {
      // Opening has marked it as damaged, if it is.
      if (!before) throw error
      return before
    }
    setTimeout(() => before?.close(), farewell).unref()
    return open
  }
}
