import { createHash } from 'node:crypto'
import type { ContentFolder, Listed } from './content-folder.ts'
import { failed, type Reading } from './front-matter.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import {
  type FileRecord,
  forgetFile,
  type KnownFile,
  keepFile,
  keepPage,
  keepProblem,
  keepStory,
  knownFiles,
  pageRivalOf,
  retireExpired,
  rivalOf,
  writeSetting,
} from './index-writes.ts'
import { storedNewsroom, storedSetting } from './newsroom-queries.ts'
import { type Newsroom, reservedNames } from './newsroom-schema.ts'
import type { Problem } from './problem.ts'
import { readNewsroom } from './read-newsroom.ts'
import { createReader, type Reader } from './read-story.ts'
import { standingOf } from './standing.ts'

export type SyncOptions = {
  db: IndexDatabase
  folder: ContentFolder
  /** Epoch milliseconds. */
  now: number
  /** Whether drafts and embargoed stories are shown, marked as such. */
  preview?: boolean
  /** Called now and then while files are read. */
  onProgress?: (done: number, total: number) => void
}

export type SyncResult = {
  /** Markdown files there are. */
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
    this.problems = problems
  }
}

/**
 * Brings the index up to date with the content folder in one transaction: readers of the index see all of it or
 * nothing. A file whose size and time of modification are as they were is not read. A file that cannot be used is
 * reported and left out; if an earlier version of it was good, that one stays.
 *
 * Throws {@link NoNewsroom} when there are no usable settings, now or before.
 */
export function syncIndex({ db, folder, now, preview = false, onProgress }: SyncOptions): SyncResult {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = sync({ db, folder, now, preview, ...(onProgress && { onProgress }) })
    db.exec('COMMIT')
    return result
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

function sync({ db, folder, now, preview = false, onProgress }: SyncOptions): SyncResult {
  const before = storedNewsroom(db)
  const { newsroom, problems } = readNewsroom(folder, before)
  if (!newsroom) throw new NoNewsroom(problems)
  const rules = rulesOf(newsroom, preview)
  const newRules = rules !== storedSetting(db, 'rules')

  const known = knownFiles(db)
  const listing = folder.list()
  const listed = new Set(listing.files.map(({ path }) => path))
  const removed = [...known.keys()].filter((path) => !listed.has(path))
  // By other rules an earlier good version may not be one any more, so nothing of it is kept.
  for (const path of newRules ? known.keys() : removed) forgetFile(db, path)
  if (newRules) known.clear()
  statement(db, 'DELETE FROM problems WHERE file NOT IN (SELECT path FROM files)').run()
  for (const problem of [...problems, ...listing.problems]) keepProblem(db, problem)

  const unread = listing.files.filter((file) => needsReading(file, known.get(file.path), now))
  const reader = createReader(newsroom, { pictureExists: (path) => folder.locate(path) !== undefined })
  const pass: Pass = { db, folder, reader, newsroom, now, preview }
  let touched = removed.length > 0 || newRules
  for (const [index, file] of unread.entries()) {
    if (syncFile(pass, file, known.get(file.path))) touched = true
    if (index % 100 === 0) onProgress?.(index, unread.length)
  }
  if (retireExpired(db, now)) touched = true
  if (unread.length > 0) onProgress?.(unread.length, unread.length)

  const changed = touched || JSON.stringify(newsroom) !== JSON.stringify(before)
  if (changed) {
    writeSetting(db, 'newsroom', JSON.stringify(newsroom))
    writeSetting(db, 'rules', rules)
    // The wall clock, not `now`: whatever was rendered before this moment is stale.
    writeSetting(db, 'changedAt', String(Date.now()))
  }
  return { files: listing.files.length, read: unread.length, changed }
}

/** What the judgement of a file depends on outside of it; when this changes, all of them are judged anew. */
function rulesOf({ site, sectionIds, authorIds }: Newsroom, preview: boolean): string {
  return JSON.stringify([site.languages, sectionIds, authorIds, preview])
}

function needsReading(file: Listed, known: KnownFile | undefined, now: number): boolean {
  if (!known || known.bytes !== file.bytes || known.modified !== file.modified) return true
  // A bad file may have become good without changing: its picture was added, its rival for a URL removed.
  return known.standing === 'bad' || isDue(known, now)
}

function isDue({ due }: FileRecord, now: number): boolean {
  return due !== null && due <= now
}

type Pass = Pick<SyncOptions, 'db' | 'folder' | 'now'> & {
  reader: Reader
  newsroom: Newsroom
  preview: boolean
}

/** Reads one file and puts it where it belongs. Returns whether readers may see a difference. */
function syncFile(pass: Pass, file: Listed, known: KnownFile | undefined): boolean {
  const { db, folder, now } = pass
  const text = folder.readText(file.path)
  const hash = createHash('sha256')
    .update(text.ok ? text.value : '')
    .digest('base64')
  if (text.ok && known?.hash === hash && known.standing !== 'bad' && !isDue(known, now)) {
    keepFile(db, file, known)
    return false
  }
  statement(db, 'DELETE FROM problems WHERE file = ?').run(file.path)
  const placed = text.ok ? place(pass, file.path, text.value) : text
  if (placed.ok) {
    keepFile(db, file, { hash, ...placed.value })
    return true
  }
  for (const problem of placed.problems) keepProblem(db, problem)
  keepFile(db, file, { hash, standing: 'bad', due: null })
  return false
}

/** Puts what a file holds into the tables readers see, or says why not. */
function place(pass: Pass, path: string, source: string): Reading<Omit<FileRecord, 'hash'>> {
  const { db, reader, newsroom, now, preview } = pass
  const top = { line: 1, column: 1 }
  if (path.startsWith('pages/')) {
    const page = reader.page(path, source)
    if (!page.ok) return page
    if (newsroom.sectionIds.includes(page.value.page)) {
      return failed(path, top, `A section has the name ${page.value.page} too. Rename the page.`)
    }
    if (reservedNames.includes(page.value.page)) {
      return failed(path, top, `The site uses the name ${page.value.page} itself. Rename the page.`)
    }
    const rival = pageRivalOf(db, path, page.value)
    if (rival) return failed(path, top, sameUrl(rival))
    keepPage(db, path, page.value)
    return { ok: true, value: { standing: 'public', due: null } }
  }
  const story = reader.story(path, source)
  if (!story.ok) return story
  const rival = rivalOf(db, path, story.value)
  if (rival) return failed(path, top, sameUrl(rival))
  const { due, ...standing } = standingOf(story.value.fields, now, preview)
  keepStory(db, path, story.value, standing)
  return { ok: true, value: { standing: standing.standing, due: due ?? null } }
}

function sameUrl(rival: string): string {
  return `${rival} has the same URL. Rename one of the two.`
}
