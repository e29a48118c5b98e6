import { type Change, observe } from './change.ts'
import { type Comparison, compareFolder } from './compare-folder.ts'
import type { ContentFolder, Listed } from './content-folder.ts'
import { failed, type Reading } from './front-matter.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import {
  type FileRecord,
  fileRecord,
  forgetContent,
  forgetFile,
  keepFile,
  keepPage,
  keepProblem,
  keepStory,
  knownPaths,
  pageRivalOf,
  retireExpired,
  rivalOf,
  writeSetting,
} from './index-writes.ts'
import { keepProse } from './kept-prose.ts'
import { storedNewsroom, storedSetting } from './newsroom-queries.ts'
import { type Newsroom, reservedNames } from './newsroom-schema.ts'
import { firstOfEach, type Problem } from './problem.ts'
import { readAhead } from './read-ahead.ts'
import type { ReadFile } from './read-file.ts'
import { readNewsroom } from './read-newsroom.ts'
import type { ReadPage, ReadStory } from './read-story.ts'
import { standingOf } from './standing.ts'
import { filesToLookAt, isWithin, type Scope, touchesSettings } from './sync-scope.ts'

export type SyncOptions = {
  db: IndexDatabase
  folder: ContentFolder
  /** Epoch milliseconds. */
  now: number
  /** Whether drafts and embargoed stories are shown, marked as such. */
  preview?: boolean
  /** What may have changed; without it, everything is looked at. */
  scope?: Scope
  /** How files are read: by other threads, within limits, when left out. */
  reading?: typeof readAhead
  /** Called now and then while files are read. */
  onProgress?: (done: number, total: number) => void
  /** Called for each file of which readers may see something else now; not in a first pass, where all is new. */
  onChange?: (change: Change) => void
  /** Called when all is done but nothing is visible yet: what it writes to the index becomes so in the same moment. */
  beforeCommit?: (result: SyncResult) => void
}

export type SyncResult = {
  /** Markdown files looked at. */
  files: number
  /** Files whose text was read in this pass. */
  read: number
  /** Whether anything readers can see may have changed. */
  changed: boolean
}

/** The settings are unusable and there are no earlier ones to go by. */
export class NoNewsroom extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super('site.yaml cannot be used')
    this.problems = firstOfEach(problems)
  }
}

/**
 * Brings the index up to date with the content folder in one transaction: readers of the index see all of it or
 * nothing. A file whose size and time of modification are as they were is not read. A file that cannot be used is
 * reported and left out; if an earlier version of it was good, that one stays.
 *
 * Throws {@link NoNewsroom} when there are no usable settings, now or before.
 */
export function syncIndex(options: SyncOptions): SyncResult {
  const { db, beforeCommit } = options
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = sync(options)
    beforeCommit?.(result)
    db.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function sync(options: SyncOptions): SyncResult {
  const { db, folder, now, preview = false } = options
  forgetOtherPurpose(db, preview)
  const before = storedNewsroom(db)
  const scope = before && options.scope
  const readsSettings = !scope || touchesSettings(scope)
  const { newsroom, problems } = readsSettings
    ? readNewsroom(folder, before)
    : { newsroom: before, problems: [] }
  if (!newsroom) throw new NoNewsroom(problems)

  const { looked, rejudged, retried } = filesToLookAt({ db, folder, scope, before, newsroom, now })
  const found = compareFolder({ db, folder, looked, scope, retried, now })
  forgetStrayProblems(db, (file) => (isSetting(file) ? readsSettings : !scope || isWithin(file, scope)))
  for (const problem of [...firstOfEach(problems), ...found.problems]) keepProblem(db, problem)

  const pass: Pass = {
    ...options,
    preview,
    newsroom,
    rejudged,
    retried,
    onChange: (before && options.onChange) || undefined,
  }
  let touched = removeMissing(pass, found)
  if (readAll(pass, found.unread)) touched = true
  if (retireExpired(db, now, (path, retire) => recorded(pass, path, retire))) touched = true
  const changed = touched || JSON.stringify(newsroom) !== JSON.stringify(before)
  if (changed) {
    writeSetting(db, 'newsroom', JSON.stringify(newsroom))
    writeSetting(db, 'changedAt', String(Date.now()))
    writeSetting(db, 'revision', String(Number(storedSetting(db, 'revision') ?? 0) + 1))
  }
  return { files: found.files, read: found.unread.length, changed }
}

/** An index holds drafts or it does not: nothing of one kind may be left in the other. */
function forgetOtherPurpose(db: IndexDatabase, preview: boolean) {
  const purpose = preview ? 'preview' : 'readers'
  const before = storedSetting(db, 'purpose')
  if (before === purpose) return
  if (before !== undefined) for (const path of [...knownPaths(db, undefined)]) forgetFile(db, path)
  writeSetting(db, 'purpose', purpose)
}

type Pass = Pick<SyncOptions, 'db' | 'folder' | 'now' | 'reading' | 'onProgress'> & {
  newsroom: Newsroom
  preview: boolean
  /** Files that the new settings may judge otherwise: of these no earlier version counts. */
  rejudged: ReadonlySet<string>
  /** Files for which it matters how they stand to others, though they be the same themselves. */
  retried: ReadonlySet<string>
  onChange: SyncOptions['onChange']
}

/** Does something to a file's place on the site, and tells of it. Returns what that returns: whether it mattered. */
function recorded({ db, onChange }: Pass, path: string, act: () => boolean): boolean {
  if (!onChange) return act()
  const changeOf = observe(db, path)
  if (!act()) return false
  const change = changeOf()
  if (change) onChange(change)
  return true
}

/** Settings have no record as files have; what is wrong with them stays until they are read again. */
function isSetting(file: string): boolean {
  return !file.startsWith('articles') && !file.startsWith('pages')
}

function forgetStrayProblems(db: IndexDatabase, isOutdated: (file: string) => boolean) {
  const strays = statement(
    db,
    'SELECT DISTINCT file FROM problems WHERE NOT EXISTS (SELECT 1 FROM files WHERE path = file)',
  ).all()
  for (const { file = null } of strays)
    if (isOutdated(String(file))) statement(db, 'DELETE FROM problems WHERE file = ?').run(file)
}

/** Takes off the site what has no file any more, unless its file may only be out of sight. */
function removeMissing(pass: Pass, { missing, unseen }: Comparison): boolean {
  const removed = missing.filter((path) => !isWithin(path, unseen))
  if (missing.length > removed.length && unseen.includes('articles'))
    keepProblem(pass.db, { file: 'articles', line: 1, column: 1, message: vanished })
  for (const path of removed)
    recorded(pass, path, () => {
      forgetFile(pass.db, path)
      return true
    })
  return removed.length > 0
}

const vanished =
  'This folder was there and is not any more. Bring it back; until then the stories it held stay on the site.'

/** So many files are not kept waiting for all their texts to be compiled; that follows. */
const many = 200

/** Reads files and puts them where they belong. Returns whether readers may see a difference. */
function readAll(pass: Pass, files: readonly Listed[]): boolean {
  const { folder, newsroom, onProgress } = pass
  const run = { directory: folder.directory, newsroom, compiles: files.length < many }
  const reading = (pass.reading ?? readAhead)(
    run,
    files.map(({ path }) => path),
  )
  let touched = false
  try {
    for (const [index, file] of files.entries()) {
      const read = reading.take(file.path)
      if (recorded(pass, file.path, () => keepRead(pass, file, read))) touched = true
      if (index % 100 === 0) onProgress?.(index, files.length)
    }
  } finally {
    reading.close()
  }
  if (files.length > 0) onProgress?.(files.length, files.length)
  return touched
}

/** Puts a file that was read where it belongs. Returns whether readers may see a difference. */
function keepRead(pass: Pass, file: Listed, { hash, reading }: ReadFile): boolean {
  const { db, now, rejudged, retried } = pass
  const known = fileRecord(db, file.path)
  const isSame = known?.hash === hash && known.standing !== 'bad' && !isTimed(known, now)
  if (reading.ok && isSame && !retried.has(file.path)) {
    keepFile(db, file, known)
    const { prose } = textOf(reading.value)
    if (prose && known.standing === 'public') keepProse(db, file.path, prose)
    return false
  }
  statement(db, 'DELETE FROM problems WHERE file = ?').run(file.path)
  const placed = reading.ok ? place(pass, file.path, reading.value) : reading
  if (placed.ok) {
    if (reading.ok) for (const advice of textOf(reading.value).advice) keepProblem(db, advice)
    keepFile(db, file, { hash, ...placed.value })
    return true
  }
  for (const problem of firstOfEach(placed.problems)) keepProblem(db, problem)
  keepFile(db, file, { hash, standing: 'bad', since: null, due: null })
  // Earlier versions stay, but one that new settings rule out, or that is this very text, which nobody can show.
  const isShown = known?.hash === hash && known.standing === 'public'
  if (!rejudged.has(file.path) && !(isShown && 'isUnshowable' in placed)) return false
  forgetContent(db, file.path)
  return true
}

/** Whether the time in which a file has its standing has not begun, or is over. */
function isTimed({ since, due }: FileRecord, now: number): boolean {
  return (due !== null && due <= now) || (since !== null && since > now)
}

/** Puts what a file holds into the tables readers see, or says why not. */
function place(pass: Pass, path: string, content: Content): Reading<Omit<FileRecord, 'hash'>> {
  return content.kind === 'page' ? placePage(pass, path, content.page) : placeStory(pass, path, content.story)
}

function textOf(content: Content): ReadPage | ReadStory {
  return content.kind === 'page' ? content.page : content.story
}

type Content = Extract<ReadFile['reading'], { ok: true }>['value']

const top = { line: 1, column: 1 }

function placePage({ db, newsroom }: Pass, path: string, page: ReadPage): Reading<Omit<FileRecord, 'hash'>> {
  if (newsroom.sectionIds.includes(page.page))
    return failed(path, top, `A section has the name ${page.page} too. Rename the page.`)
  if (reservedNames.includes(page.page))
    return failed(path, top, `The site uses the name ${page.page} itself. Rename the page.`)
  const rival = pageRivalOf(db, path, page)
  if (rival) return failed(path, top, sameUrl(rival))
  keepPage(db, path, page)
  return { ok: true, value: { standing: 'public', since: null, due: null } }
}

function placeStory(
  { db, now, preview }: Pass,
  path: string,
  story: ReadStory,
): Reading<Omit<FileRecord, 'hash'>> {
  const rival = rivalOf(db, path, story)
  if (rival) return failed(path, top, sameUrl(rival))
  const { since = null, due = null, ...standing } = standingOf(story.fields, now, preview)
  keepStory(db, path, story, standing)
  return { ok: true, value: { standing: standing.standing, since, due } }
}

function sameUrl(rival: string): string {
  return `${rival} has the same URL. Rename one of the two.`
}
