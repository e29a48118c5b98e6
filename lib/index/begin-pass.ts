import { statSync } from 'node:fs'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { firstOfEach, type Problem } from '../newsroom/problem.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import { readNewsroom } from '../reading/read-newsroom.ts'
import { isSystemFault } from '../runtime/system-fault.ts'
import type { IndexDatabase } from './index-database.ts'
import { badFiles, filesDue, filesNaming, filesShowing } from './index-writes.ts'
import { storedNewsroom } from './queries/newsroom-queries.ts'
import { knownPictures } from './queries/picture-queries.ts'
import { filesPerStep, type Steps, TooMuch } from './steps.ts'
import { type Scope, touchesSettings } from './sync-scope.ts'
import { vanishedBy } from './vanished-stories.ts'

/** The settings are unusable, and there are no earlier ones to fall back on. */
export class NoNewsroom extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super('site.yaml cannot be used')
    this.problems = firstOfEach(problems)
  }
}

/** What a pass knows when it begins: the settings it checks files against, and which files to look at. */
export type Begun = {
  /** The settings so far; undefined in a first pass. */
  before: Newsroom | undefined
  newsroom: Newsroom
  /** Whether the settings were read in this pass; `problems` says what is wrong with them. */
  readsSettings: boolean
  problems: Problem[]
  /** What may have changed; undefined means everything. */
  scope: Scope | undefined
  /** Files and folders to look at; undefined means all. */
  looked: string[] | undefined
  /** Files to read even if they look unchanged: two saves may fall into one tick of the file system's clock. */
  again: ReadonlySet<string>
  /** Files whose place depends on other files: they are placed again even if they have not changed themselves. */
  retried: ReadonlySet<string>
  /** Those among them for which the new settings may matter: no earlier version of these may stay on the site. */
  rejudged: ReadonlySet<string>
  /** Whether the stories of a missing folder are removed with it. */
  givesUp: boolean
}

/**
 * Reads settings, if they may have changed, and works out what a pass has to look at beyond the changed files: stories that
 * show a changed picture or name something the newsroom has removed, files whose time has come and, when something changed
 * that they may have been waiting for, all files that could not be used so far.
 *
 * @param most files that may have to be read
 * @param badLater whether files that could not be used so far are left to another pass
 * @throws NoNewsroom, TooMuch
 */
export function* beginPass({
  db,
  folder,
  scope: wanted,
  now,
  most,
  badLater,
}: {
  db: IndexDatabase
  folder: ContentFolder
  scope: Scope | undefined
  now: number
  most: number | undefined
  badLater: boolean
}): Steps<Begun> {
  const before = storedNewsroom(db)
  const vanished = vanishedBy(db, now)
  const scope = before && wanted?.union(new Set(vanished))
  const readsSettings = !scope || touchesSettings(scope)
  const { newsroom, problems } = readsSettings
    ? readNewsroom(folder, before)
    : { newsroom: before, problems: [] }
  if (!newsroom) throw new NoNewsroom(problems)

  const rejudged = new Set(before ? outruled(db, before, newsroom) : [])
  const pictures = scope ? picturesIn(scope) : yield* changedPictures(db, folder)
  const mayHelp = scope !== undefined && (pictures.length > 0 || readsSettings)
  const all = badLater ? [] : badFiles(db)
  const isTooMuch = most !== undefined && all.length > most
  if (isTooMuch && mayHelp) throw new TooMuch()
  // A saved story does not wait while very many bad files are tried again.
  const bad = isTooMuch ? [] : all
  const retried = new Set([
    ...rejudged,
    ...pictures.flatMap((picture) => filesShowing(db, picture)),
    ...(mayHelp ? bad : []),
  ])
  const due = filesDue(db, now)
  return {
    before,
    newsroom,
    readsSettings,
    problems,
    scope,
    looked: scope && [...new Set([...scope, ...retried, ...due, ...bad])],
    again: new Set([...retried, ...(scope ?? []), ...due]),
    retried,
    rejudged,
    givesUp: vanished.length > 0,
  }
}

/** The paths of a scope that may be pictures, or folders of pictures. */
export function picturesIn(scope: Scope): string[] {
  return [...scope].filter((path) => !path.endsWith('.md'))
}

/** Pictures whose files differ from when they were inspected. */
export function* changedPictures(db: IndexDatabase, folder: ContentFolder): Steps<string[]> {
  const changed: string[] = []
  for (const [index, { picture, bytes, modified }] of knownPictures(db).entries()) {
    if (index > 0 && index % filesPerStep === 0) yield
    try {
      const file = folder.locate(picture)
      const stat = file && statSync(file, { throwIfNoEntry: false })
      if (!stat || stat.size !== bytes || stat.mtimeMs !== modified) changed.push(picture)
    } catch (error) {
      // Nothing is known about it now; the next full pass may tell.
      if (!isSystemFault(error)) throw error
    }
  }
  return changed
}

/** Files that name a removed section, author or language, or, after a new section, any page whose name it may have taken. */
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
