import type { Change } from '../index/change.ts'
import { inTransaction } from '../index/in-transaction.ts'
import type { IndexDatabase } from '../index/index-database.ts'
import { nextDue } from '../index/index-writes.ts'
import { contentChangedAt, dayEndsAt, storedNewsroom } from '../index/queries/newsroom-queries.ts'
import type { Steps } from '../index/steps.ts'
import { syncInSlices } from '../index/sync-in-slices.ts'
import { type SyncResult, syncIndex } from '../index/sync-index.ts'
import type { Scope } from '../index/sync-scope.ts'
import { vanishingAt } from '../index/vanished-stories.ts'
import { type Key, siteKey } from '../keys/keys.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import type { Fault } from '../reading/list-folder.ts'
import type { readAhead } from '../reading/read-ahead.ts'
import { earliest } from '../runtime/earliest.ts'
import type { Destination } from './destinations.ts'
import { postNews } from './outbox.ts'
import { type Gathered, gatherNews, isOwed, owe, settleDebt } from './whole-site.ts'

type CommonOptions = {
  db: IndexDatabase
  folder: ContentFolder
  preview: boolean
  /** Who is to be informed outside this process. */
  destinations: readonly Destination[]
  /** How files are read; when left out, by other threads, within limits. */
  reading?: typeof readAhead
  /** Called for each file and folder the system could not read. */
  onFault?: (fault: Fault) => void
}

export type PassOptions = CommonOptions & {
  now: number
  /** What may have changed; everything when left out. */
  scope?: Scope
  /** The most files that may have to be read or removed; if there are more, nothing is done, and TooMuch is thrown. */
  most?: number
  /** Whether it runs between the slices of another pass, which reports its own changes when it is done. */
  isBetween?: boolean
  onProgress?: (done: number, total: number) => void
}

export type SlicesOptions = CommonOptions & {
  everything: boolean
  paths: ReadonlySet<string>
  clock(): number
  onWaiting?: (files: number) => void
}

export type PassResult = {
  files: number
  read: number
  /** The number of files of which readers now see something different. */
  changed: number
  /** Surrogate keys of what has to be rendered again. */
  keys: Key[]
  /** When time will change something, epoch milliseconds. */
  due?: number
  /** When anything last changed, epoch milliseconds. */
  changedAt: number
}

/**
 * One act of publishing, without its effects outside: brings the index up to date, works out which pages that touches,
 * and notes in the same transaction whom to inform, so that they are informed whatever happens afterwards.
 */
export function publishPass({ isBetween = false, ...options }: PassOptions): PassResult {
  const { db, destinations, now } = options
  const before = storedNewsroom(db)
  const changes: Change[] = []
  const isDue = !isBetween && isOwed(db)
  const gathered = gatherNews(db, isDue)
  const result = syncIndex({
    ...options,
    onChange: (change) => changes.push(change),
    beforeCommit: ({ changed, isNewDay }) => {
      if (changed) gathered.add(changes, before)
      if (isNewDay) gathered.turnDay()
      if (isDue) settleDebt(db)
      if (changed || isNewDay || isDue) postNews(db, destinations, gathered.news(), now)
    },
  })
  return resultOf(db, result, gathered)
}

/** The result of a pass in slices: what it did, even if an error broke it off. */
export type SlicesOutcome = { result: PassResult; error?: unknown }

/**
 * The same in slices, for many changes: each slice becomes visible by itself, and everything they touch is announced
 * after the last one. If the process ends before that, the next pass announces the whole site.
 */
export function* publishInSlices(options: SlicesOptions): Steps<SlicesOutcome> {
  const { db, destinations, clock } = options
  const before = storedNewsroom(db)
  const wasOwed = isOwed(db)
  const gathered = gatherNews(db, wasOwed)
  let changes: Change[] = []
  let isBegun = false
  let told: SyncResult = { files: 0, read: 0, changed: wasOwed }
  const steps = syncInSlices({
    ...options,
    onChange: (change) => changes.push(change),
    beforeCommit: ({ files, read, changed, isNewDay }) => {
      if (changed || isNewDay) owe(db)
      if (isNewDay) gathered.turnDay()
      // Only the first slice changes settings itself; others may have changed them since.
      if (changed) gathered.add(changes, isBegun ? storedNewsroom(db) : before)
      changes = []
      told = {
        files: told.files + files,
        read: told.read + read,
        changed: told.changed || changed,
        ...((told.isNewDay || isNewDay) && { isNewDay: true }),
      }
    },
  })
  try {
    let step = steps.next()
    isBegun = true
    for (; !step.done; step = steps.next()) yield
    told = { ...told, files: step.value.files, read: step.value.read }
    if (told.changed || told.isNewDay)
      inTransaction(db, () => {
        postNews(db, destinations, gathered.news(), clock())
        settleDebt(db)
      })
    return { result: resultOf(db, told, gathered) }
  } catch (error) {
    // The next pass informs those outside of what was done, because noting it now may be impossible.
    const result = resultOf(db, told, gathered)
    return { result: { ...result, keys: told.changed || told.isNewDay ? [siteKey] : [] }, error }
  }
}

function resultOf(db: IndexDatabase, { files, read }: SyncResult, gathered: Gathered): PassResult {
  const due = earliest(nextDue(db), vanishingAt(db), dayEndsAt(db))
  return {
    files,
    read,
    changed: gathered.changed(),
    keys: gathered.keys(),
    ...(due !== undefined && { due }),
    changedAt: contentChangedAt(db),
  }
}
