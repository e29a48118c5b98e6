import { identityOf } from '../runtime/file-identity.ts'
import { type IndexDatabase, openIndexForReading } from './index-database.ts'

/** Longer than any page takes to be made: whoever began with the old index ends with it. */
const farewell = 60_000

/**
 * Reads an index wherever it goes: when another takes its place, as one that was made anew does, later calls return that.
 * While there is none, or it cannot be opened, the one that was there is still good.
 *
 * @returns a function that gives the connection to use now; throws when there never was an index
 */
export function followIndex(file: string): () => IndexDatabase {
  let open: IndexDatabase | undefined
  let identity: string | undefined
  return () => {
    const there = identityOf(file)
    if (open && (there === undefined || there === identity)) return open
    // Once for each file: one that is no index does not become one.
    identity = there
    const before = open
    try {
      open = openIndexForReading(file)
    } catch (error) {
      // It is marked as damaged, if that is what it is.
      if (!before) throw error
      return before
    }
    setTimeout(() => before?.close(), farewell).unref()
    return open
  }
}
