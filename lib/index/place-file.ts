import { type Newsroom, reservedNames } from '../newsroom/newsroom-schema.ts'
import { firstOfEach } from '../newsroom/problem.ts'
import { standingOf } from '../newsroom/standing.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import { failed, type Reading } from '../reading/front-matter.ts'
import type { Listed } from '../reading/list-folder.ts'
import type { ReadFile } from '../reading/read-file.ts'
import type { ReadPage, ReadStory } from '../reading/read-story.ts'
import { earliest } from '../runtime/earliest.ts'
import { type Change, observe } from './change.ts'
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
  pageRivalOf,
  rivalOf,
} from './index-writes.ts'
import { keepProse } from './kept-prose.ts'

/** What placing files depends on. */
export type Placing = {
  db: IndexDatabase
  folder: ContentFolder
  now: number
  newsroom: Newsroom
  preview: boolean
  /** Files for which the new settings may matter: no earlier version of these may stay on the site. */
  rejudged: ReadonlySet<string>
  /** Files whose place depends on other files: they are placed again even if they have not changed themselves. */
  retried: ReadonlySet<string>
  /** Called for each file of which readers may now see something different. */
  onChange: ((change: Change) => void) | undefined
}

/** Changes a file's place on the site, and reports what readers see changed. Returns whether it mattered, as `act` does. */
export function recorded(
  { db, onChange }: Pick<Placing, 'db' | 'onChange'>,
  path: string,
  act: () => boolean,
): boolean {
  if (!onChange) return act()
  const changeOf = observe(db, path)
  if (!act()) return false
  const change = changeOf()
  if (change) onChange(change)
  return true
}

/** Takes a file that no longer exists off the site. */
export function removeFile(placing: Placing, path: string) {
  recorded(placing, path, () => {
    forgetFile(placing.db, path)
    return true
  })
}

/** Puts a file that was read where it belongs. Returns whether readers may see a difference. */
export function placeFile(placing: Placing, file: Listed, read: ReadFile): boolean {
  return recorded(placing, file.path, () => place(placing, file, read))
}

function place(placing: Placing, file: Listed, { hash, reading }: ReadFile): boolean {
  const { db, now, rejudged, retried } = placing
  const known = fileRecord(db, file.path)
  const isSame = known?.hash === hash && known.standing !== 'bad' && !isTimed(known, now)
  if (reading.ok && isSame && !retried.has(file.path)) {
    keepFile(db, file, known)
    const { prose } = textOf(reading.value)
    if (prose && known.standing === 'public') keepProse(db, file.path, prose)
    return false
  }
  statement(db, 'DELETE FROM problems WHERE file = ?').run(file.path)
  const placed = reading.ok ? placeContent(placing, file.path, reading.value) : reading
  if (placed.ok) {
    if (reading.ok) for (const advice of textOf(reading.value).advice) keepProblem(db, advice)
    keepFile(db, file, { hash, ...placed.value })
    return true
  }
  for (const problem of firstOfEach(placed.problems)) keepProblem(db, problem)
  keepFile(db, file, { hash, standing: 'bad', since: null, due: null })
  // The last good version stays, unless new settings rule it out, or it is this very text, which cannot be rendered.
  const isShown = known?.hash === hash && known.standing === 'public'
  if (!rejudged.has(file.path) && !(isShown && 'isUnshowable' in placed)) return false
  forgetContent(db, file.path)
  return true
}

/** Whether a file's standing has not begun to hold yet, or no longer holds. */
function isTimed({ since, due }: FileRecord, now: number): boolean {
  return (due !== null && due <= now) || (since !== null && since > now)
}

type Content = Extract<ReadFile['reading'], { ok: true }>['value']

function textOf(content: Content): ReadPage | ReadStory {
  return content.kind === 'page' ? content.page : content.story
}

/** Puts a file's content into the tables readers see, or says why not. */
function placeContent(placing: Placing, path: string, content: Content): Reading<Omit<FileRecord, 'hash'>> {
  return content.kind === 'page'
    ? placePage(placing, path, content.page)
    : placeStory(placing, path, content.story)
}

const top = { line: 1, column: 1 }

function placePage(placing: Placing, path: string, page: ReadPage): Reading<Omit<FileRecord, 'hash'>> {
  const { db, newsroom } = placing
  if (newsroom.sectionIds.includes(page.page))
    return failed(path, top, `A section has the name ${page.page} too. Rename the page.`)
  if (reservedNames.includes(page.page))
    return failed(path, top, `The site uses the name ${page.page} itself. Rename the page.`)
  const rival = present(placing, () => pageRivalOf(db, path, page))
  if (rival) return failed(path, top, sameUrl(rival))
  keepPage(db, path, page)
  return { ok: true, value: { standing: 'public', since: null, due: page.rightsEnd ?? null } }
}

function placeStory(placing: Placing, path: string, story: ReadStory): Reading<Omit<FileRecord, 'hash'>> {
  const { db, now, preview } = placing
  const rival = present(placing, () => rivalOf(db, path, story))
  if (rival) return failed(path, top, sameUrl(rival))
  const { since = null, due, ...standing } = standingOf(story.fields, now, preview)
  keepStory(db, path, story, standing)
  const next = earliest(due, story.rightsEnd) ?? null
  return { ok: true, value: { standing: standing.standing, since, due: next } }
}

/** A rival whose file still exists. Those that have gone or been renamed are removed, as they block nobody. */
function present(placing: Placing, find: () => string | undefined): string | undefined {
  for (let rival = find(); rival !== undefined; rival = find()) {
    if (isThere(placing.folder, rival)) return rival
    removeFile(placing, rival)
  }
  return undefined
}

function isThere(folder: ContentFolder, path: string): boolean {
  const visit = folder.visit([path])
  const first = visit.next()
  return !first.done || first.value.unseen.length > 0 || !folder.isInPlace()
}

function sameUrl(rival: string): string {
  return `${rival} has the same URL. Rename one of the two.`
}
