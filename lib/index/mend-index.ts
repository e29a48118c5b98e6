import { errorText } from '../runtime/error-text.ts'
import type { Log } from '../runtime/log.ts'
import { damageOf, identitiesOf, removeIndex, replaceIndex } from './index-file.ts'

export type MenderOptions = {
  /** Path of the index the site is served from. */
  file: string
  /** Builds an index of the whole content at another path; it is closed when this resolves. */
  make(file: string, signal: AbortSignal): Promise<void>
  /** Runs something while nobody writes to the index. */
  aside(act: () => void): Promise<void>
  log: Log
}

/** Watches over an index that is in use. */
export type Mender = {
  /** Why the index cannot be relied on now; undefined if it can. */
  damage(): string | undefined
  /** How many times in a row rebuilding has failed. */
  failures(): number
  /** How many times it has been rebuilt. */
  times(): number
  close(): void
}

const lookEvery = 1000
const firstRetry = 1000
const longestRetry = 60_000
/** Even if an index keeps being damaged, rebuilding takes no more than a third of the time. */
const restFactor = 2

/**
 * Rebuilds a damaged index beside the old one and puts it in its place while the site goes on: pages in memory are served
 * meanwhile, and so is what can still be read from the old index. It reacts to damage that readers have marked, and to
 * files that were removed or replaced. See docs/adr/0018.
 */
export function mendIndex({ file, make, aside, log }: MenderOptions): Mender {
  const beside = `${file}.new`
  const stop = new AbortController()
  let known = identitiesOf(file)
  let reason: string | undefined
  let failures = 0
  let times = 0
  let notBefore = 0

  removeIndex(beside)

  const wrong = (): string | undefined => {
    const now = identitiesOf(file)
    const isOther = known.some((identity, index) => identity !== undefined && identity !== now[index])
    // SQLite creates the two files beside it on first use.
    if (!isOther) known = now
    return isOther ? 'its files were removed or replaced' : damageOf(file)
  }

  const mend = async () => {
    const started = performance.now()
    try {
      removeIndex(beside)
      await make(beside, stop.signal)
      await aside(() => {
        replaceIndex(file, beside)
        known = identitiesOf(file)
      })
      const took = performance.now() - started
      reason = undefined
      failures = 0
      times += 1
      notBefore = performance.now() + restFactor * took
      log('warn', 'index made anew', { seconds: Math.round(took / 100) / 10 })
    } catch (error) {
      if (stop.signal.aborted) return
      const wait = Math.min(firstRetry * 2 ** failures, longestRetry)
      failures += 1
      notBefore = performance.now() + wait
      log('error', 'index not made anew', { reason: errorText(error), againInSeconds: wait / 1000 })
    }
  }

  let isBusy = false
  const look = async () => {
    if (isBusy) return
    isBusy = true
    try {
      const found = reason ?? wrong()
      if (found !== undefined && reason === undefined) log('error', 'index damaged', { reason: found })
      reason = found
      if (reason !== undefined && performance.now() >= notBefore) await mend()
    } catch (error) {
      log('error', 'index not looked after', { reason: errorText(error) })
    }
    isBusy = false
  }
  const timer = setInterval(() => void look(), lookEvery).unref()

  return {
    damage: () => reason,
    failures: () => failures,
    times: () => times,
    close() {
      clearInterval(timer)
      stop.abort()
    },
  }
}
