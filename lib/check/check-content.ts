import { NoNewsroom } from '../index/begin-pass.ts'
import { type IndexDatabase, openIndexForWriting } from '../index/index-database.ts'
import { allProblems, filesLeftOut, storedNewsroom } from '../index/queries/newsroom-queries.ts'
import { type SyncOptions, syncIndex } from '../index/sync-index.ts'
import type { Problem } from '../newsroom/problem.ts'
import { type ContentFolder, openContentFolder } from '../reading/content-folder.ts'
import { fragmentProblems } from './fragment-problems.ts'
import { gitRenames } from './git-renames.ts'
import { hiddenLinkProblems } from './hidden-links.ts'
import { linkProblems } from './link-problems.ts'
import { nameProblems } from './name-problems.ts'
import { redirectProblems } from './redirect-problems.ts'
import { renameProblems } from './rename-problems.ts'

/**
 * Every problem of a content folder, judged from scratch in memory: the index a running site serves from is not touched. Throws when the folder is not there.
 */
export function checkContent(
  directory: string,
  options: Pick<SyncOptions, 'onProgress'> = {},
): { files: number; problems: Problem[] } {
  const db = openIndexForWriting(':memory:')
  try {
    const folder = openContentFolder(directory)
    const now = Date.now()
    const { files } = syncIndex({ db, folder, now, ...options })
    const problems = allProblems(db, [...nameProblems(directory), ...urlProblems(db, folder, directory, now)])
    return { files, problems }
  } catch (error) {
    if (error instanceof NoNewsroom) return { files: 0, problems: error.problems }
    throw error
  } finally {
    db.close()
  }
}

function urlProblems(db: IndexDatabase, folder: ContentFolder, directory: string, now: number): Problem[] {
  const newsroom = storedNewsroom(db)
  if (!newsroom) return []
  const view = { db, newsroom, now }
  return [
    ...redirectProblems(view, folder),
    ...linkProblems(view),
    ...hiddenLinkProblems(view, folder, filesLeftOut(db)),
    ...fragmentProblems(view, folder),
    ...renameProblems(view, gitRenames(directory)),
  ]
}
