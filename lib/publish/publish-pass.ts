import type { Change } from '../index/change.ts'
import { inTransaction } from '../index/in-transaction.ts'
import type { IndexDatabase } from '../index/index-database.ts'
import { nextDue } from '../index/index-writes.ts'
import { contentChangedAt, storedNewsroom } from '../index/queries/newsroom-queries.ts'
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
  /** Who has to be told, besides this process. */
  destinations: readonly Destination[]
  /** How files are read: by other threads, within limits, when left out. */
  reading?: typeof readAhead
  /** Called for each file and folder the system could not read. */
  onFault?: (fault: Fault) => void
}

export type PassOptions = CommonOptions & {
  now: number
  /** What may have changed; everything when left out. */
  scope?: Scope
  /** Files that may have to be read or removed; if there are more, nothing is done, and TooMuch thrown. */
  most?: number
  /** Whether it comes between the slices of another pass, which tells of its own changes when it is done. */
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
  /** Files of which readers see something else now. */
  changed: number
  /** Surrogate keys of what has to be made anew. */
  keys: Key[]
  /** When time will change something, epoch milliseconds. */
  due?: number
  /** When anything last changed, epoch milliseconds. */
  changedAt: number
}

/**
 * One act of publishing, but for its effects outside: brings the index up to date, works out which pages that touches,
 * and notes in the same transaction whom to tell, so that whatever happens afterwards they are told.
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
    beforeCommit: ({ changed }) => {
      if (changed) gathered.add(changes, before)
      if (isDue) settleDebt(db)
      if (changed || isDue) postNews(db, destinations, gathered.news(), now)
    },
  })
  return resultOf(db, result, gathered)
}

/** What became of a pass in slices: what it did, also when it was broken off by an error. */
export type SlicesOutcome = { result: PassResult; error?: unknown }

/**
 * The same for much that has changed, in slices: each becomes visible by itself, and what all of them touch is told of
 * when the last one is. Should the process end before that, the next pass tells of the whole site.
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
    beforeCommit: ({ files, read, changed }) => {
      if (changed) owe(db)
      // Only the first slice changes settings; others may have done so since.
      if (changed) gathered.add(changes, isBegun ? storedNewsroom(db) : before)
      changes = []
      told = { files: told.files + files, read: told.read + read, changed: told.changed || changed }
    },
  })
  try {
    let step = steps.next()
    isBegun = true
    for (; !step.done; step = steps.next()) yield
    told = { ...step.value, changed: told.changed }
    if (told.changed)
      inTransaction(db, () => {
        postNews(db, destinations, gathered.news(), clock())
        settleDebt(db)
      })
    return { result: resultOf(db, told, gathered) }
  } catch (error) {
    // Of what was done, those outside are told by the next pass, for now it may be impossible to note.
    const result = resultOf(db, told, gathered)
    return { result: { ...result, keys: told.changed ? [siteKey] : [] }, error }
  }
}

function resultOf(db: IndexDatabase, { files, read }: SyncResult, gathered: Gathered): PassResult {
  const due = earliest(nextDue(db), vanishingAt(db))
  return {
    files,
    read,
    changed: gathered.changed(),
    keys: gathered.keys(),
    ...(due !== undefined && { due }),
    changedAt: contentChangedAt(db),
  }
}
