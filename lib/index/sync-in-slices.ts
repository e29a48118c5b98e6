import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { type Begun, changedPictures, picturesIn } from './begin-pass.ts'
import { compareFolder } from './compare-folder.ts'
import { inTransaction } from './in-transaction.ts'
import type { IndexDatabase } from './index-database.ts'
import { badFiles, filesShowing } from './index-writes.ts'
import { storedNewsroom, storedSetting } from './queries/newsroom-queries.ts'
import { filesPerStep, type Steps } from './steps.ts'
import {
  forgetStrayProblems,
  keepListing,
  many,
  type SyncOptions,
  type SyncResult,
  syncBegun,
  syncIndex,
} from './sync-index.ts'
import { isWithin, mayBeSettings, settings, touchesSettings } from './sync-scope.ts'
import { vanishedBy } from './vanished-stories.ts'

/** How many files are read and written in one slice: it takes some tenths of a second. */
export const filesPerSlice = 100

export type SliceOptions = Omit<
  SyncOptions,
  'now' | 'scope' | 'most' | 'badLater' | 'compiles' | 'onProgress'
> & {
  /** Whether to look at everything, or only at what may have changed. */
  everything: boolean
  /** What is known to have been saved: read even if it looks unchanged. */
  paths: ReadonlySet<string>
  /** The time, epoch milliseconds. */
  clock(): number
  /** Called with the number of files left. */
  onWaiting?: (files: number) => void
}

/**
 * Brings the index up to date as {@link syncIndex} does, but in many transactions, each as if the files of a slice had just
 * been saved. In between, others may write to the index, above all saved files. Every file is read at the moment it is
 * written, so nothing older can replace what they wrote.
 *
 * Settings come first, with the pages they name and all stories they affect, in one transaction. Removed files come last,
 * so that a moved story is always in one of its places; a story may take the URL of one whose file is gone.
 *
 * A first pass, whose index nobody reads, is one transaction.
 */
export function* syncInSlices(options: SliceOptions): Steps<SyncResult> {
  const { db, folder, everything, paths, clock, onWaiting } = options
  if (!storedNewsroom(db)) return syncIndex({ ...options, now: clock() })
  let newsroom: { json: string; value: Newsroom } | undefined
  const total: SyncResult = { files: 0, read: 0, changed: false }
  const count = ({ files, read, changed, isNewDay }: SyncResult) => {
    total.files += files
    total.read += read
    total.changed ||= changed
    if (isNewDay) total.isNewDay = isNewDay
  }
  const own = (path: string) => isWithin(path, settings)
  const readsSettings = everything || touchesSettings(paths)
  if (readsSettings) {
    const scope = new Set(everything ? settings : [...paths].filter(mayBeSettings))
    count(syncIndex({ ...options, scope, badLater: true, now: clock() }))
    yield
  }

  const vanished = vanishedBy(db, clock())
  const rest = [...[...paths].filter((path) => !own(path)), ...vanished]
  const pictures = everything ? yield* changedPictures(db, folder) : picturesIn(new Set(rest))
  const retried = yield* filesShowingThese(db, pictures)
  const again = new Set([...rest, ...retried])
  const looked = everything ? undefined : [...again, ...badFiles(db)]
  const found = yield* compareFolder({ db, folder, looked, again, givesUp: vanished.length > 0 })
  inTransaction(db, () => {
    forgetStrayProblems(db, (file) => isWithin(file, everything ? ['articles', 'pages'] : rest))
    keepListing(options, found, clock())
  })

  const unread = found.unread.map(({ path }) => path)
  const mayHelp = readsSettings || pictures.length > 0 || found.missing.length > 0
  const waiting = mayHelp ? found.waiting.map(({ path }) => path) : []
  const files = [...unread, ...found.missing, ...waiting]
  const compiles = files.length < many
  for (let done = 0; done < files.length; done += filesPerSlice) {
    onWaiting?.(files.length - done)
    yield
    const slice = sliceOf(current(), files.slice(done, done + filesPerSlice), retried, vanished.length > 0)
    count(inTransaction(db, () => syncBegun({ ...options, now: clock(), compiles }, slice)))
  }
  onWaiting?.(0)
  yield
  // Some files' time may have come meanwhile.
  count(syncIndex({ ...options, scope: new Set(), badLater: true, now: clock() }))
  return { ...total, files: found.files }

  /** Others may have changed the settings. Unchanged ones are the same object, by which threads recognise them. */
  function current(): Newsroom {
    const json = storedSetting(db, 'newsroom') ?? ''
    if (newsroom?.json !== json) newsroom = { json, value: JSON.parse(json) as Newsroom }
    return newsroom.value
  }
}

function* filesShowingThese(db: IndexDatabase, pictures: readonly string[]): Steps<Set<string>> {
  const showing = new Set<string>()
  for (const [index, picture] of pictures.entries()) {
    for (const path of filesShowing(db, picture)) showing.add(path)
    if (index % filesPerStep === filesPerStep - 1) yield
  }
  return showing
}

/** Runs a slice as a pass of its own over some files. */
function sliceOf(
  newsroom: Newsroom,
  looked: string[],
  retried: ReadonlySet<string>,
  givesUp: boolean,
): Begun {
  const scope = new Set(looked)
  return {
    before: newsroom,
    newsroom,
    readsSettings: false,
    problems: [],
    scope,
    looked,
    again: scope,
    retried,
    rejudged: new Set(),
    givesUp,
  }
}
