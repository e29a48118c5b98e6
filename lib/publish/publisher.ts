import type { IndexDatabase } from '../index/index-database.ts'
import { lookAgain, writeSetting } from '../index/index-writes.ts'
import { allProblems, storedNewsroom } from '../index/queries/newsroom-queries.ts'
import { textLine } from '../newsroom/problem.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import type { readAhead } from '../reading/read-ahead.ts'
import type { Log } from '../runtime/log.ts'
import type { Progress } from '../serve/operations/health.ts'
import type { Checkout } from './checkout.ts'
import type { Courier } from './courier.ts'
import { destinationsOf } from './destinations.ts'
import { followCheckout } from './follow-checkout.ts'
import { followFolder } from './follow-folder.ts'
import { createPasses, type Outcome } from './passes.ts'
import type { PassResult } from './publish-pass.ts'
import { runPasses } from './run-pass.ts'
import { createSettler } from './settle.ts'
import { createUnreadFiles } from './unread-files.ts'

export type PublisherOptions = {
  db: IndexDatabase
  /** Opens the content folder that is there now. Throws when there is none. */
  openFolder(): ContentFolder
  preview: boolean
  siteUrl: string
  purgeUrls: readonly string[]
  purgeSecret?: string
  /** The checkout of a folder, so that Git can be asked what a commit changed. */
  openCheckout(directory: string): Promise<Checkout | undefined>
  /** Whether a request to publish also pulls new commits. */
  pulls: boolean
  courier: Courier
  log: Log
  /** How files are read; when left out, by other threads, within limits. */
  reading?: typeof readAhead
  /** Drops what this process made from the old content; caches in front are informed when it is done. */
  published(result: PassResult): void | Promise<void>
  /** Called with the outcome of each pass. */
  ended?(outcome: Outcome): void
  /** Called with the progress, when it has changed. */
  stands?(progress: Progress): void
}

/** Keeps the index, and everything made from it, up to date with a content folder while it is open. */
export type Publisher = {
  /**
   * Looks for changes now. Resolves when they are published.
   *
   * @param thoroughly whether to look through the whole folder, even when Git can tell what a new commit changed
   */
  publish(thoroughly: boolean): Promise<Outcome>
  /** Looks at a file again. */
  look(path: string): void
  close(): void
}

/** A saved file is read once it has not changed for this long, but after the second time at the latest. */
const quiet = 40
const max = 400
/** An older lock of Git's was left behind. */
const maxBusy = 30_000
/** How often the clock is checked; embargoes lift at their second. */
const tick = 250
/** How often to check that the watched folder is still the one in place. */
const glance = 1000
/** How often to look through the folder where the system does not report changes. */
const rescan = 60_000
/** How often to look through everything in any case; that takes at most a twentieth of the time. */
const lookThrough = 5 * 60_000
const restFactor = 20

/** A pseudo-path that stands for the checked-out commit. */
const head = '.git'

/**
 * Follows a content folder: file events, new commits, the clock, and requests. Passes run one at a time; what comes in
 * meanwhile is done in the next pass or, if it is few files, between the slices of a long one.
 */
export function createPublisher(options: PublisherOptions): Publisher {
  const { db, preview, courier, log, reading } = options
  let due = Number.POSITIVE_INFINITY
  let isClosed = false
  let isOtherFolder = false
  let reported = new Set(allProblems(db).map(textLine))
  let rescans: NodeJS.Timeout | undefined
  let nextLook: NodeJS.Timeout | undefined
  let waiting = 0
  let lookedThroughAt: number | undefined

  const passes = createPasses({
    ...runPasses({
      begin() {
        followed.look()
        const folder = followed.now()
        if (!folder) return { reason: goneLine(followed.lost() ?? 'unknown') }
        tell()
        // In another folder a file may differ even if it has the same size and time.
        if (isOtherFolder) lookAgain(db)
        isOtherFolder = false
        const announce = storedNewsroom(db)?.site.announce ?? {}
        const { siteUrl, purgeUrls, purgeSecret } = options
        const destinations = destinationsOf(announce, siteUrl, purgeUrls, purgeSecret)
        return { db, folder, preview, destinations, ...(reading && { reading }) }
      },
      async follow(result, started, { destinations }) {
        // A change that was due and did not happen is waiting for more than time: not to be retried before the next tick.
        due = result.due === undefined ? Number.POSITIVE_INFINITY : Math.max(result.due, Date.now() + tick)
        if (result.keys.length > 0) {
          await options.published(result)
          const milliseconds = Math.round(performance.now() - started)
          log('info', 'published', { files: result.changed, keys: result.keys.length, milliseconds })
        }
        const commit = checkout.commit()
        if (commit) writeSetting(db, 'commit', commit)
        void courier.deliver(destinations)
        report()
      },
      met: (looked, faults) => unread.note(looked, faults),
      waiting(files) {
        waiting = files
        tell()
      },
      lookedThrough(took, isWhole) {
        if (isWhole) lookedThroughAt = Date.now()
        clearTimeout(nextLook)
        if (isClosed) return
        const wait = Math.max(lookThrough, restFactor * took)
        nextLook = setTimeout(passes.wantEverything, wait).unref()
      },
    }),
    ended(outcome) {
      followed.look()
      options.ended?.(outcome)
    },
    atRest: () => tell(),
    log,
  })
  const unread = createUnreadFiles(passes.want, log)

  const report = () => {
    const lines = new Set(allProblems(db).map(textLine))
    for (const line of lines.difference(reported)) log('error', 'cannot be published', { problem: line })
    reported = lines
  }

  const tell = () => {
    const lost = followed.lost()
    const pull = checkout.failure()
    const wrong = [
      lost === undefined ? undefined : goneLine(lost),
      unread.problem(),
      pull && pullLine(pull.reason),
    ]
    options.stands?.({
      isRunning: passes.isRunning(),
      waiting,
      failedPulls: pull?.times ?? 0,
      ...(lookedThroughAt !== undefined && { lookedThroughAt }),
      wrong: wrong.filter((line) => line !== undefined),
    })
  }

  const checkout = followCheckout({
    open: options.openCheckout,
    moved: () => settler.add([head]),
    pulled: () => tell(),
    log,
  })

  const settled = async (paths: Set<string>) => {
    const moved = paths.delete(head) ? await checkout.news() : undefined
    if (moved === 'everything') passes.wantEverything()
    else if (moved || paths.size > 0) passes.want(moved ? paths.union(moved) : paths)
  }
  const settler = createSettler(
    { quiet, max, maxBusy, isBusy: checkout.isBusy },
    (paths) => void settled(paths),
  )

  const followed = followFolder({
    open: options.openFolder,
    changed: (path) => settler.add([path]),
    unwatched(reason) {
      log('warn', 'not all folders can be watched', {
        reason,
        fix: 'raise fs.inotify.max_user_watches; until then the folder is looked through every minute',
      })
      rescans = setInterval(passes.wantEverything, rescan).unref()
    },
    gone(reason) {
      const problem = goneLine(reason)
      log('error', 'content folder gone', { problem })
      passes.hold(problem)
      tell()
    },
    came(folder, isOther) {
      if (!isOpen) return
      clearInterval(rescans)
      log('warn', isOther ? 'content folder replaced' : 'content folder back', {
        folder: folder.directory,
      })
      isOtherFolder ||= isOther
      void begin(folder)
    },
  })

  /** Follows Git in a folder, and looks through the folder: files that Git names go first. */
  const begin = async (folder: ContentFolder) => {
    const isWanted = () => !isClosed && followed.now() === folder
    await checkout.follow(folder.directory, isWanted)
    if (!isWanted()) return
    const moved = await checkout.news()
    if (moved && moved !== 'everything') passes.want(moved)
    passes.wantEverything()
    passes.goOn()
  }

  let isOpen = false
  followed.look()
  isOpen = true
  const first = followed.now()
  const begun = first && begin(first)

  let last = Date.now()
  const clock = setInterval(() => {
    const now = Date.now()
    // Setting a clock back puts embargoes in force again.
    if ((now >= due || now < last - 1000) && !passes.isResting()) passes.want(new Set())
    last = now
  }, tick).unref()
  const glances = setInterval(followed.look, glance).unref()

  return {
    async publish(thoroughly) {
      await begun
      const lost = followed.lost()
      if (lost !== undefined) return { ok: false, reason: goneLine(lost) }
      const failure = options.pulls ? await checkout.pull() : undefined
      const moved = await checkout.news()
      const isNamed = !thoroughly && moved !== undefined && moved !== 'everything'
      const outcome = await passes.ask({ everything: !isNamed, paths: isNamed ? moved : new Set() })
      // What is there is published even when a pull fails.
      return failure !== undefined && outcome.ok ? { ok: false, reason: pullLine(failure) } : outcome
    },
    look: (path) => passes.want(new Set([path])),
    close() {
      isClosed = true
      checkout.close()
      passes.close()
      for (const timer of [clock, glances, rescans, nextLook]) clearTimeout(timer)
      unread.close()
      settler.close()
      followed.close()
      courier.close()
    },
  }
}

function goneLine(reason: string): string {
  return `The content folder is not there (${reason}). Bring it back; until then the site stays as it is.`
}

function pullLine(reason: string): string {
  return `git pull failed: ${reason}`
}
