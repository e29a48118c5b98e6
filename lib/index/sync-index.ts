import { dayInZone } from '../i18n/dates.ts'
import { firstOfEach } from '../newsroom/problem.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import type { Fault, Listed } from '../reading/list-folder.ts'
import { readAhead } from '../reading/read-ahead.ts'
import { type Begun, beginPass } from './begin-pass.ts'
import type { Change } from './change.ts'
import { byPath, type Comparison, compareFolder } from './compare-folder.ts'
import { inTransaction } from './in-transaction.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import { forgetFile, keepProblem, knownPaths, retireExpired, writeSetting } from './index-writes.ts'
import { type Placing, placeFile, recorded, removeFile } from './place-file.ts'
import { storedSetting } from './queries/newsroom-queries.ts'
import { atOnce, filesPerStep, TooMuch } from './steps.ts'
import { isWithin, type Scope } from './sync-scope.ts'
import { noteVanished } from './vanished-stories.ts'

export type SyncOptions = {
  db: IndexDatabase
  folder: ContentFolder
  /** Epoch milliseconds. */
  now: number
  /** Whether drafts and embargoed stories are shown, marked as such. */
  preview?: boolean
  /** What may have changed; without it, everything is looked at. */
  scope?: Scope
  /** The most files that may have to be read or removed; if there are more, nothing is done. */
  most?: number
  /** Whether files that could not be used so far are left to another pass. */
  badLater?: boolean
  /** Whether all texts are compiled, or only those that may take long; when left out, their number decides. */
  compiles?: boolean
  /** How files are read; when left out, by other threads, within limits. */
  reading?: typeof readAhead
  /** Called now and then while files are read. */
  onProgress?: (done: number, total: number) => void
  /** Called for each file of which readers may now see something different; not in a first pass, where everything is new. */
  onChange?: (change: Change) => void
  /** Called for each file and folder the system could not read; what the index has of it stays. */
  onFault?: (fault: Fault) => void
  /** Called when all is done but not yet visible: what it writes to the index becomes visible together with the pass. */
  beforeCommit?: (result: SyncResult) => void
}

export type SyncResult = {
  /** Markdown files looked at. */
  files: number
  /** Files whose text was read in this pass. */
  read: number
  /** Whether anything readers can see may have changed. */
  changed: boolean
  /** It is another day for the newsroom than in the pass before: front pages say which. */
  isNewDay?: true
}

/** The content folder is not the one that was opened: what is missing in it proves nothing. */
export class FolderReplaced extends Error {
  override message = 'The content folder was moved away or replaced while it was looked through.'
}

/**
 * Brings the index up to date with the content folder in one transaction: readers of the index see all of it or
 * nothing. A file with the same size and modification time as before is not read. A file that cannot be used is
 * reported and left out; if an earlier version was good, that one stays, as it does when the system cannot read the file.
 *
 * Throws {@link NoNewsroom} when there are no usable settings, now or before; {@link TooMuch} when there is more to do
 * than `most`; {@link FolderReplaced}; and system errors met while reading settings.
 */
export function syncIndex(options: SyncOptions): SyncResult {
  const { db, folder, scope, now, most, preview = false, badLater = false } = options
  return inTransaction(db, () => {
    forgetOtherPurpose(db, preview)
    return syncBegun(options, atOnce(beginPass({ db, folder, scope, now, most, badLater })))
  })
}

/** Does the work of a pass that has begun, within a transaction. */
export function syncBegun(options: SyncOptions, begun: Begun): SyncResult {
  const { db, folder, now, most, preview = false } = options
  const { before, newsroom, readsSettings, scope } = begun
  const steps = most === undefined ? most : Math.ceil(most / filesPerStep) + 1
  const found = atOnce(compareFolder({ db, folder, ...begun }), steps)
  const { missing } = found
  // A file that is gone may have been in the way of another.
  const helps = !scope || missing.length > 0
  const unread = helps ? byPath([...found.unread, ...found.waiting]) : found.unread
  if (most !== undefined && unread.length + missing.length > most) throw new TooMuch()
  if (missing.length > 0 && !folder.isInPlace()) throw new FolderReplaced()
  forgetStrayProblems(db, (file) => (isSetting(file) ? readsSettings : !scope || isWithin(file, scope)))
  for (const problem of firstOfEach(begun.problems)) keepProblem(db, problem)
  keepListing(options, found, now)

  const placing = { ...options, ...begun, preview, onChange: (before && options.onChange) || undefined }
  for (const path of missing) removeFile(placing, path)
  let touched = missing.length > 0
  if (readAll(options, placing, unread)) touched = true
  if (retireExpired(db, now, (path, retire) => recorded(placing, path, retire))) touched = true
  const changed = touched || JSON.stringify(newsroom) !== JSON.stringify(before)
  if (changed) {
    writeSetting(db, 'newsroom', JSON.stringify(newsroom))
    writeSetting(db, 'changedAt', String(Date.now()))
  }
  const isNewDay = noteDay(db, dayInZone(now, newsroom.site.timeZone)) && before !== undefined
  if (changed || isNewDay)
    writeSetting(db, 'revision', String(Number(storedSetting(db, 'revision') ?? 0) + 1))
  const result: SyncResult = {
    files: found.files,
    read: unread.length,
    changed,
    ...(isNewDay && { isNewDay }),
  }
  options.beforeCommit?.(result)
  return result
}

/** Notes which day it is for the newsroom; returns whether it was another one before. */
function noteDay(db: IndexDatabase, day: string): boolean {
  const isNew = storedSetting(db, 'day') !== day
  if (isNew) writeSetting(db, 'day', day)
  return isNew
}

/** An index either holds drafts or does not: switching must leave nothing of the other kind behind. */
function forgetOtherPurpose(db: IndexDatabase, preview: boolean) {
  const purpose = preview ? 'preview' : 'readers'
  const before = storedSetting(db, 'purpose')
  if (before === purpose) return
  if (before !== undefined) for (const path of [...knownPaths(db, undefined)]) forgetFile(db, path)
  writeSetting(db, 'purpose', purpose)
}

/** Settings have no record as other files do, so their problems are kept until they are read again. */
function isSetting(file: string): boolean {
  return !file.startsWith('articles') && !file.startsWith('pages')
}

/** Forgets the problems of files without a record, where `isOutdated` says so. */
export function forgetStrayProblems(db: IndexDatabase, isOutdated: (file: string) => boolean) {
  const strays = statement(
    db,
    'SELECT DISTINCT file FROM problems WHERE NOT EXISTS (SELECT 1 FROM files WHERE path = file)',
  ).all()
  for (const { file = null } of strays)
    if (isOutdated(String(file))) statement(db, 'DELETE FROM problems WHERE file = ?').run(file)
}

/** Stores the problems that a listing found. */
export function keepListing(
  { db, onFault }: Pick<SyncOptions, 'db' | 'onFault'>,
  found: Comparison,
  now: number,
) {
  for (const problem of firstOfEach(found.problems)) keepProblem(db, problem)
  for (const fault of found.faults) onFault?.(fault)
  noteVanished(db, found, now)
}

/** From this many files on, a pass does not wait for all their texts to be compiled; that follows later. */
export const many = 200

/** Reads files and puts them where they belong. Returns whether readers may see a difference. */
function readAll(options: SyncOptions, placing: Placing, files: readonly Listed[]): boolean {
  const { compiles = files.length < many, reading: read = readAhead, onProgress, onFault } = options
  const { folder, newsroom, rejudged } = placing
  const run = { directory: folder.directory, newsroom, compiles, now: options.now }
  const paths = files.map(({ path }) => path)
  let touched = false
  const reading = read(run, paths)
  try {
    for (const [index, file] of files.entries()) {
      const taken = reading.take(file.path)
      if ('fault' in taken) {
        // Its last version may need what the new settings removed, so the settings have to wait for it.
        if (rejudged.has(file.path)) throw new Error(`${file.path} cannot be read: ${taken.fault}`)
        onFault?.({ path: file.path, reason: taken.fault })
      } else if (placeFile(placing, file, taken)) touched = true
      if (index % 100 === 0) onProgress?.(index, files.length)
    }
  } finally {
    reading.close()
  }
  if (files.length > 0) onProgress?.(files.length, files.length)
  return touched
}
