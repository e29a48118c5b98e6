import { filesPerSlice } from '../index/sync-in-slices.ts'
import type { Log } from '../runtime/log.ts'
import type { PassResult } from './publish-pass.ts'

/** The result of a request to publish: a pass, or the reason why there was none. */
export type Outcome = { ok: true; result: PassResult } | { ok: false; reason: string }

/** What may have changed: paths, and whether anything else may have. */
export type Wanted = { everything: boolean; paths: Set<string> }

export type PassesOptions = {
  /**
   * Runs one pass over few files; resolves with 'too much' when there are more to read.
   *
   * @param isBetween whether it runs between the slices of another
   */
  few(paths: ReadonlySet<string>, isBetween: boolean): Promise<Outcome | 'too much'>
  /** Runs a pass over many files. @param between lets others run in between; false when the pass is to be given up */
  many(wanted: Wanted, between: () => Promise<boolean>): Promise<Outcome>
  /** Called with the outcome of each pass. */
  ended(outcome: Outcome): void
  /** Called when no pass is wanted for now. */
  atRest(): void
  log: Log
}

/** Runs passes one after the other. What is requested while one runs comes next; saved files go before everything else. */
export type Passes = {
  want(paths: Set<string>): void
  wantEverything(paths?: Set<string>): void
  /** The same; resolves when it has been done. */
  ask(wanted: Wanted): Promise<Outcome>
  isRunning(): boolean
  /** Whether it waits after a failure. */
  isResting(): boolean
  /** Starts no pass until `goOn`; callers of `ask` get this reason. */
  hold(reason: string): void
  goOn(): void
  close(): void
}

/** Waits after failures, milliseconds. */
const firstRetry = 1000
const longestRetry = 60_000
/** When so many files are reported together, the system may have lost some reports. */
const maxTold = 1000

type Tell = (outcome: Outcome) => void
/** A few saved files, which go first; or many. */
type Kind = 'saved' | 'bulk'
type Request = Wanted & { tell: Tell[] }

export function createPasses({ few, many, ended, atRest, log }: PassesOptions): Passes {
  let saved: Request | undefined
  let bulk: Request | undefined
  let isRunning = false
  let isClosed = false
  let held: string | undefined
  let nextWait = firstRetry
  let wait = firstRetry
  let resting: NodeJS.Timeout | undefined
  /** Kinds that have failed and are not tried again until there is a new reason. */
  const failed = new Set<Kind>()

  const note = (request: Request) => {
    if (request.everything || request.paths.size > filesPerSlice) bulk = joined(bulk, request)
    else saved = joined(saved, request)
  }

  const want = (request: Request) => {
    note(request)
    // A new request is a reason to retry what has failed.
    tryAgain()
  }

  const tryAgain = () => {
    clearTimeout(resting)
    resting = undefined
    failed.clear()
    if (!isRunning) void work()
  }

  const mayGoOn = () => !isClosed && held === undefined
  const isNext = (request: Request | undefined, kind: Kind) => request && mayGoOn() && !failed.has(kind)

  const work = async () => {
    isRunning = true
    for (;;) {
      if (isNext(saved, 'saved')) await takeSaved(false)
      else if (isNext(bulk, 'bulk')) await takeBulk()
      else break
    }
    isRunning = false
    if (!isClosed) atRest()
  }

  const takeSaved = async (isBetween: boolean) => {
    if (!saved) return
    const taken = saved
    saved = undefined
    // Many files saved one by one are handled as many.
    if (taken.paths.size > filesPerSlice) return note(taken)
    const outcome = await few(taken.paths, isBetween)
    if (outcome === 'too much') bulk = joined(bulk, taken)
    else settle(taken, outcome, 'saved')
  }

  const takeBulk = async () => {
    if (!bulk) return
    const taken = bulk
    bulk = undefined
    const outcome = await many(taken, async () => {
      await turn()
      while (isNext(saved, 'saved')) await takeSaved(true)
      return !isClosed
    })
    settle(taken, outcome, 'bulk')
  }

  const settle = (taken: Request, outcome: Outcome, kind: Kind) => {
    if (!isClosed) ended(outcome)
    for (const tell of taken.tell) tell(outcome)
    if (isClosed) return
    if (outcome.ok) {
      nextWait = firstRetry
      return
    }
    note({ ...taken, tell: [] })
    if (held !== undefined) return
    failed.add(kind)
    if (!resting) wait = nextWait
    log('error', 'not published', { reason: outcome.reason, againInSeconds: wait / 1000 })
    if (resting) return
    resting = setTimeout(tryAgain, wait).unref()
    nextWait = Math.min(wait * 2, longestRetry)
  }

  return {
    want: (paths) => want({ everything: false, paths, tell: [] }),
    wantEverything: (paths = new Set()) => want({ everything: true, paths, tell: [] }),
    async ask(wanted) {
      if (held !== undefined) return { ok: false, reason: held }
      return new Promise((resolve) => want({ ...wanted, tell: [resolve] }))
    },
    isRunning: () => isRunning,
    isResting: () => resting !== undefined,
    hold(reason) {
      held = reason
      for (const request of [saved, bulk]) {
        for (const tell of request?.tell.splice(0) ?? []) tell({ ok: false, reason })
      }
    },
    goOn() {
      held = undefined
      tryAgain()
    },
    close() {
      isClosed = true
      clearTimeout(resting)
    },
  }
}

function joined(former: Request | undefined, { everything, paths, tell }: Request): Request {
  const all = former ? former.paths.union(paths) : paths
  return {
    everything: everything || (former?.everything ?? false) || all.size > maxTold,
    paths: all,
    tell: [...(former?.tell ?? []), ...tell],
  }
}

/** Lets waiting events in: file events, timers, messages. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
