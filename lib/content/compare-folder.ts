import type { ContentFolder, Listed } from './content-folder.ts'
import type { IndexDatabase } from './index-database.ts'
import { badFiles, filesDue, isUnchanged, knownPaths } from './index-writes.ts'
import type { Problem } from './problem.ts'
import { isWithin, type Scope } from './sync-scope.ts'

/** What the content folder holds, beside what the index has of it. */
export type Comparison = {
  /** Markdown files looked at. */
  files: number
  /** Those whose text has to be read, by path. */
  unread: Listed[]
  /** Files the index has and the folder has not. */
  missing: string[]
  /** What could not be looked into, folders above all. */
  unseen: string[]
  problems: Problem[]
}

/**
 * Finds what has to be done to bring the index up to date. An archive is large, and mostly nothing in it has changed: of
 * what is as it was only the path is held.
 *
 * @param looked files and folders to look at; all when left out
 * @param scope what may have changed, read even when it looks as it did: two saves may fall into one tick of the file
 * system's clock
 * @param retried files to read in any case
 */
export function compareFolder({
  db,
  folder,
  looked,
  scope,
  retried,
  now,
}: {
  db: IndexDatabase
  folder: ContentFolder
  looked: readonly string[] | undefined
  scope: Scope | undefined
  retried: ReadonlySet<string>
  now: number
}): Comparison {
  const again = new Set([...retried, ...(scope ?? []), ...filesDue(db, now)])
  const bad = new Set(badFiles(db))
  const unread: Listed[] = []
  const waiting: Listed[] = []
  const seen = new Set<string>()
  const { unseen, problems } = folder.visit(looked, (file) => {
    seen.add(file.path)
    if (again.has(file.path) || !isUnchanged(db, file)) unread.push(file)
    else if (bad.has(file.path)) waiting.push(file)
  })
  const missing = [...knownPaths(db, looked)].filter((path) => !seen.has(path))
  // What is gone may have stood in the way of something.
  if (!scope || missing.some((path) => !isWithin(path, unseen))) unread.push(...waiting)
  unread.sort((a, b) => (a.path < b.path ? -1 : 1))
  return { files: seen.size, unread, missing, unseen, problems }
}
