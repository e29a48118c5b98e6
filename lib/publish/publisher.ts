import type { ContentFolder } from '../content/content-folder.ts'
import type { IndexDatabase } from '../content/index-database.ts'
import { writeSetting } from '../content/index-writes.ts'
import { allProblems, storedNewsroom } from '../content/newsroom-queries.ts'
import { textLine } from '../content/problem.ts'
import { errorText } from '../error-text.ts'
import type { Log } from '../log.ts'
import type { Checkout } from './checkout.ts'
import type { Courier } from './courier.ts'
import { destinationsOf } from './destinations.ts'
import { type PassResult, publishPass } from './publish-pass.ts'
import { createSettler } from './settle.ts'
import { watchFolder } from './watch-folder.ts'

export type PublisherOptions = {
  db: IndexDatabase
  folder: ContentFolder
  preview: boolean
  siteUrl: string
  purgeUrls: readonly string[]
  purgeSecret?: string
  /** Where the folder is one, so that Git can be asked what a commit changed. */
  checkout?: Checkout
  /** Whether to get new commits from where the checkout came from when told to publish. */
  pulls: boolean
  courier: Courier
  log: Log
  /** Takes what was made by the old content out of this process; those in front are told when it is done. */
  published(result: PassResult): void | Promise<void>
  /** Told how each pass ended. */
  ended?(outcome: Outcome): void
}

/** What came of being told to publish: a pass, or why there was none. */
export type Outcome = { ok: true; result: PassResult } | { ok: false; reason: string }

/** Keeps the index, and everything made from it, up to date with a content folder while it is open. */
export type Publisher = {
  /**
   * Looks for changes now. Resolves when they are published.
   *
   * @param thoroughly whether to look through the whole folder, even when Git can tell what a new commit changed
   */
  publish(thoroughly: boolean): Promise<Outcome>
  close(): void
}

/** A saved file is looked at when it was left alone for this long; one that never is, after the other. */
const quiet = 40
const max = 400
/** A lock of Git's that is older was left behind. */
const maxBusy = 30_000
/** How often the clock is looked at; embargoes lift at their second. */
const tick = 250
/** Where the system does not tell of changes, and after a failure. */
const lookAgain = 60_000
const firstRetry = 1000

type Everything = 'everything'

/** Stands among paths for the commit that is checked out. */
const head = '.git'

/**
 * Follows a content folder: file events, new commits, the clock, and whoever calls. One pass at a time; what comes in
 * meanwhile is the next pass.
 */
export function createPublisher(options: PublisherOptions): Publisher {
  const { db, folder, preview, checkout, courier, log } = options
  let pending: Set<string> | Everything | undefined
  let callers: ((outcome: Outcome) => void)[] = []
  let running = false
  let due = Number.POSITIVE_INFINITY
  let retry = firstRetry
  let retryTimer: NodeJS.Timeout | undefined
  let closed = false
  let commit: string | undefined
  let reported = new Set(allProblems(db).map(textLine))
  let rescans: NodeJS.Timeout | undefined

  const note = (scope: Set<string> | Everything) => {
    if (!pending || scope === 'everything') pending = scope
    else if (pending !== 'everything') pending = pending.union(scope)
  }

  const want = (scope: Set<string> | Everything) => {
    note(scope)
    if (!running) void work()
  }

  /** Runs passes until nothing is wanted any more. */
  const work = async () => {
    running = true
    while (pending && !closed) {
      const scope = pending
      const waiting = callers
      pending = undefined
      callers = []
      const outcome = await pass(scope)
      options.ended?.(outcome)
      for (const tell of waiting) tell(outcome)
      clearTimeout(retryTimer)
      retryTimer = undefined
      if (outcome.ok) retry = firstRetry
      else if (!closed) {
        log('error', 'not published', { reason: outcome.reason, againInSeconds: retry / 1000 })
        retryTimer = setTimeout(() => want(scope), retry).unref()
        retry = Math.min(retry * 2, lookAgain)
        // What comes in before then is a reason to try it sooner.
        note(scope)
        break
      }
    }
    running = false
  }

  const pass = async (scope: Set<string> | Everything): Promise<Outcome> => {
    const started = performance.now()
    try {
      const announce = storedNewsroom(db)?.site.announce ?? {}
      const destinations = destinationsOf(announce, options.siteUrl, options.purgeUrls, options.purgeSecret)
      const now = Date.now()
      const result = publishPass({
        db,
        folder,
        preview,
        now,
        destinations,
        ...(scope !== 'everything' && { scope }),
      })
      // What should have changed by now and did not has another reason than time.
      due = result.due === undefined ? Number.POSITIVE_INFINITY : Math.max(result.due, now + tick)
      if (result.keys.length > 0) {
        await options.published(result)
        const milliseconds = Math.round(performance.now() - started)
        log('info', 'published', { files: result.changed, keys: result.keys.length, milliseconds })
      }
      if (commit) writeSetting(db, 'commit', commit)
      void courier.deliver(destinations)
      if (scope === 'everything' || scope.size > 0 || result.read > 0) report()
      return { ok: true, result }
    } catch (error) {
      return { ok: false, reason: errorText(error) }
    }
  }

  const report = () => {
    const lines = allProblems(db).map(textLine)
    for (const line of lines) if (!reported.has(line)) log('error', 'cannot be published', { problem: line })
    reported = new Set(lines)
  }

  /** Asks Git which files a new commit changed; nothing when there is no new commit. */
  const followCommit = async (): Promise<Set<string> | Everything | undefined> => {
    const now = await checkout?.head()
    const before = commit
    if (!checkout || !now || before === now) return undefined
    commit = now
    const paths = before && (await checkout.changedBetween(before, now))
    log('info', 'new commit', { commit, files: paths?.length ?? 'unknown' })
    return paths ? new Set(paths) : 'everything'
  }

  const settled = async (paths: Set<string>) => {
    const moved = paths.delete(head) ? await followCommit() : undefined
    if (moved === 'everything') want(moved)
    else if (moved || paths.size > 0) want(moved ? paths.union(moved) : paths)
  }
  const isBusy = () => checkout?.isBusy() ?? false
  const settler = createSettler({ quiet, max, maxBusy, isBusy }, (paths) => void settled(paths))

  const watch = watchFolder(
    folder.directory,
    (path) => settler.add([path]),
    (reason) => {
      log('warn', 'not all folders can be watched', {
        reason,
        fix: 'raise fs.inotify.max_user_watches; until then the folder is looked through every minute',
      })
      rescans = setInterval(() => want('everything'), lookAgain).unref()
    },
  )
  const follow = checkout?.follow(() => settler.add([head]))

  let last = Date.now()
  const clock = setInterval(() => {
    const now = Date.now()
    // A clock set back puts embargoes in force again.
    if ((now >= due || now < last - 1000) && !retryTimer) want(new Set())
    last = now
  }, tick).unref()

  const begun = (async () => {
    commit = await checkout?.head()
    // What changed since the index was made and before anything was watched.
    want('everything')
  })()

  return {
    async publish(thoroughly) {
      await begun
      if (options.pulls && checkout) {
        try {
          await checkout.pull()
        } catch (error) {
          return { ok: false, reason: `git pull failed: ${gitReason(error)}` }
        }
      }
      const moved = await followCommit()
      const scope = thoroughly ? 'everything' : (moved ?? 'everything')
      return new Promise((resolve) => {
        callers.push(resolve)
        want(scope)
      })
    },
    close() {
      closed = true
      for (const timer of [clock, rescans, retryTimer]) clearTimeout(timer)
      settler.close()
      watch.close()
      follow?.close()
      courier.close()
    },
  }
}

/** The first line of what Git said, without the password that may stand in an address. */
function gitReason(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  const line = said.split('\n').find((text) => text.trim() !== '') ?? 'unknown'
  return line.trim().replaceAll(/\/\/[^@/\s]*@/g, '//')
}
