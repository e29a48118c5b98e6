import { openContentFolder } from './content-folder.ts'
import { openIndexForWriting } from './index-database.ts'
import { allProblems, storedNewsroom } from './newsroom-queries.ts'
import type { Problem } from './problem.ts'
import { NoNewsroom, type SyncOptions, syncIndex } from './sync-index.ts'

/**
 * Every problem of a content folder, and the languages it is published in; judged from scratch in memory: the index a running site serves from is not
 * touched. Throws when the folder is not there.
 */
export function checkContent(
  directory: string,
  options: Pick<SyncOptions, 'onProgress'> = {},
): { files: number; languages: string[]; problems: Problem[] } {
  const db = openIndexForWriting(':memory:')
  try {
    const { files } = syncIndex({ db, folder: openContentFolder(directory), now: Date.now(), ...options })
    return { files, languages: storedNewsroom(db)?.site.languages ?? [], problems: allProblems(db) }
  } catch (error) {
    if (error instanceof NoNewsroom) return { files: 0, languages: [], problems: error.problems }
    throw error
  } finally {
    db.close()
  }
}
