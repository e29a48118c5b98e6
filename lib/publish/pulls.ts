import type { Log } from '../runtime/log.ts'

/** The result of a pull: undefined, or one line on why it failed. */
export type PullFailure = string | undefined

export type PullsOptions = {
  /** Pulls new commits. Resolves with the reason when that fails; never rejects. */
  pull(signal: AbortSignal): Promise<PullFailure>
  /** Called when an automatic retry has worked. */
  came(): void
  /** Called when a pull has failed, or worked again. */
  stands(): void
  log: Log
}

/** Pulls new commits, one pull at a time. A pull that fails is retried automatically, ever less often. */
export type Pulls = {
  /** Pulls; resolves with the reason if that fails. Callers that come while one runs share the next one. */
  ask(): Promise<PullFailure>
  /** Why the last one failed, if it did, and how many have failed since one worked. */
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
    // The running pull may have contacted its origin before the caller's commit was there.
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
