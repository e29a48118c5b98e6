import type { Log } from '../runtime/log.ts'

/** What came of a pull: why it failed, in a line, or nothing. */
export type PullFailure = string | undefined

export type PullsOptions = {
  /** Gets what is new. Resolves with the reason when that fails; never rejects. */
  pull(signal: AbortSignal): Promise<PullFailure>
  /** Told when a pull that was tried again by itself has worked. */
  came(): void
  /** Told when a pull failed, or worked again. */
  stands(): void
  log: Log
}

/** Getting new commits, one pull at a time. A pull that fails is tried again by itself, ever more seldom. */
export type Pulls = {
  /** Pulls; resolves with the reason if that fails. Those who ask while one runs share the next one. */
  ask(): Promise<PullFailure>
  /** Why the last one failed, if it did, and how many have since one worked. */
  failure(): { reason: string; times: number } | undefined
  close(): void
}

/** Waits after failures, milliseconds. */
const firstRetry = 5000
const longestRetry = 5 * 60_000

export function createPulls({ pull, came, stands, log }: PullsOptions): Pulls {
  const stop = new AbortController()
  let running: Promise<PullFailure> | undefined
  let next: Promise<PullFailure> | undefined
  let failed: { reason: string; times: number } | undefined
  let retry: NodeJS.Timeout | undefined

  const run = async (): Promise<PullFailure> => {
    clearTimeout(retry)
    const reason = await pull(stop.signal)
    if (!stop.signal.aborted) note(reason)
    return reason
  }

  const note = (reason: PullFailure) => {
    const before = failed
    failed = reason === undefined ? undefined : { reason, times: (before?.times ?? 0) + 1 }
    if (failed) {
      const wait = Math.min(firstRetry * 2 ** (failed.times - 1), longestRetry)
      log('error', 'not pulled', { reason: failed.reason, againInSeconds: wait / 1000 })
      retry = setTimeout(tryAgain, wait).unref()
    } else if (before) log('info', 'pulled again', { failures: before.times })
    if (before || failed) stands()
  }

  const tryAgain = async () => {
    if ((await ask()) === undefined) came()
  }

  const begin = () => {
    const pulling = run().finally(() => {
      if (running === pulling) running = undefined
    })
    running = pulling
    return pulling
  }

  const ask = (): Promise<PullFailure> => {
    if (!running) return begin()
    // The one that runs may have asked its origin before the commit was there that this caller tells of.
    next ??= running.then(() => {
      next = undefined
      return running ?? begin()
    })
    return next
  }

  return {
    ask,
    failure: () => failed,
    close() {
      stop.abort()
      clearTimeout(retry)
    },
  }
}
