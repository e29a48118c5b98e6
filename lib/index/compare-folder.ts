import type { ContentFolder } from '../reading/content-folder.ts'
import type { Listed, Listing } from '../reading/list-folder.ts'
import type { IndexDatabase } from './index-database.ts'
import { badFiles, isUnchanged, knownPaths } from './index-writes.ts'
import { filesPerStep, type Steps } from './steps.ts'
import { isWithin } from './sync-scope.ts'

/** How the content folder differs from the index. */
export type Comparison = Listing & {
  /** Markdown files looked at. */
  files: number
  /** Files whose text has to be read. */
  unread: Listed[]
  /** Files that could not be used when they were last read, and look unchanged since. */
  waiting: Listed[]
  /** Files in the index that are no longer in the folder. */
  missing: string[]
  /** Whether further files of the index are missing, but perhaps only out of sight. */
  hidesKnown: boolean
}

/** How many paths of the index are compared in one step: it takes some milliseconds. */
const pathsPerStep = 10_000

/**
 * Finds what has to be done to bring the index up to date. An archive is large and mostly unchanged, so of unchanged files
 * only the path is kept in memory.
 *
 * @param looked files and folders to look at; all when left out
 * @param again files to read even if they look unchanged
 * @param givesUp whether the stories of a missing folder are removed with it
 */
export function* compareFolder({
  db,
  folder,
  looked,
  again,
  givesUp,
}: {
  db: IndexDatabase
  folder: ContentFolder
  looked: readonly string[] | undefined
  again: ReadonlySet<string>
  givesUp: boolean
}): Steps<Comparison> {
  const bad = new Set(badFiles(db))
  const unread: Listed[] = []
  const waiting: Listed[] = []
  const seen = new Set<string>()
  const visit = folder.visit(looked)
  let next = visit.next()
  for (; !next.done; next = visit.next()) {
    const file = next.value
    seen.add(file.path)
    if (again.has(file.path) || !isUnchanged(db, file)) unread.push(file)
    else if (bad.has(file.path)) waiting.push(file)
    if (seen.size % filesPerStep === 0) yield
  }
  const listing = next.value
  const hiding = givesUp && listing.isWithoutStories ? [] : listing.unseen
  const missing: string[] = []
  let hidesKnown = false
  let known = 0
  for (const path of knownPaths(db, looked)) {
    const isHidden = !seen.has(path) && isWithin(path, hiding)
    if (isHidden) hidesKnown = true
    else if (!seen.has(path)) missing.push(path)
    known += 1
    if (known % pathsPerStep === 0) yield
  }
  return {
    ...listing,
    files: seen.size,
    unread: byPath(unread),
    waiting: byPath(waiting),
    missing,
    hidesKnown,
  }
}

/** Sorted by path: of several files that claim the same URL or alias, the first by path gets it. */
export function byPath(files: Listed[]): Listed[] {
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
