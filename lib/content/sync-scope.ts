import { statSync } from 'node:fs'
import type { ContentFolder } from './content-folder.ts'
import type { IndexDatabase } from './index-database.ts'
import { badFiles, filesDue, filesNaming, filesShowing } from './index-writes.ts'
import type { Newsroom } from './newsroom-schema.ts'
import { knownPictures } from './picture-queries.ts'

/** Paths in the content folder, of files and folders, that may have changed; they need not be there any more. */
export type Scope = ReadonlySet<string>

/** Whether a path is one of some, or lies in one of them. */
export function isWithin(path: string, paths: Iterable<string>): boolean {
  for (const other of paths) if (path === other || path.startsWith(`${other}/`)) return true
  return false
}

/** Of pages, the settings say which must be there. */
const settings = ['site.yaml', 'redirects.yaml', 'authors', 'pages']

/** Whether what the newsroom's settings are read from is among what may have changed. */
export function touchesSettings(scope: Scope): boolean {
  for (const path of scope) if (isWithin(path, settings)) return true
  return false
}

/** What a pass has to look at. */
export type Looked = {
  /** Files and folders; undefined for all. */
  looked: string[] | undefined
  /** Files to read again, changed or not. */
  retried: ReadonlySet<string>
  /** Those of them that the new settings may judge otherwise. */
  rejudged: ReadonlySet<string>
}

/**
 * Works out what a pass has to look at besides what has changed: stories that show a changed picture or name something
 * the newsroom gave up, files a clock has caught up with, and, where something changed that may have been missing, all
 * that could not be used so far.
 *
 * @param before the settings so far; without them this is the first pass
 */
export function filesToLookAt({
  db,
  folder,
  scope,
  before,
  newsroom,
  now,
}: {
  db: IndexDatabase
  folder: ContentFolder
  scope: Scope | undefined
  before: Newsroom | undefined
  newsroom: Newsroom
  now: number
}): Looked {
  const rejudged = new Set(before ? outruled(db, before, newsroom) : [])
  const pictures = scope ? [...scope].filter((path) => !path.endsWith('.md')) : changedPictures(db, folder)
  const mayHelp = scope !== undefined && (pictures.length > 0 || before !== newsroom)
  const retried = new Set([
    ...rejudged,
    ...pictures.flatMap((picture) => filesShowing(db, picture)),
    ...(mayHelp ? badFiles(db) : []),
  ])
  const looked = scope && [...new Set([...scope, ...retried, ...filesDue(db, now), ...badFiles(db)])]
  return { looked, retried, rejudged }
}

/** Files that name a section, an author or a language there was and is no more, or a page whose name is taken now. */
function outruled(db: IndexDatabase, before: Newsroom, now: Newsroom): string[] {
  const missing = (old: readonly string[], current: readonly string[]) =>
    old.filter((entry) => !current.includes(entry))
  const sections = missing(before.sectionIds, now.sectionIds)
  const authors = missing(before.authorIds, now.authorIds)
  const languages = missing(before.site.languages, now.site.languages)
  const hasNewSections = missing(now.sectionIds, before.sectionIds).length > 0
  return sections.length + authors.length + languages.length > 0 || hasNewSections
    ? filesNaming(db, { sections, authors, languages })
    : []
}

/** Pictures whose files are not as they were when they were looked at. */
function changedPictures(db: IndexDatabase, folder: ContentFolder): string[] {
  return knownPictures(db)
    .filter(({ picture, bytes, modified }) => {
      const file = folder.locate(picture)
      const stat = file && statSync(file, { throwIfNoEntry: false })
      return !stat || stat.size !== bytes || stat.mtimeMs !== modified
    })
    .map(({ picture }) => picture)
}
