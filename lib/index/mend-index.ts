import { errorText } from '../runtime/error-text.ts'
import type { Log } from '../runtime/log.ts'
import { damageOf, identitiesOf, removeIndex, replaceIndex } from './index-file.ts'

export type MenderOptions = {
  /** Path of the index the site is served from. */
  file: string
  /** Makes an index of the whole content at another path, closed when it resolves. */
  make(file: string, signal: AbortSignal): Promise<void>
  /** Runs something while nobody writes to the index. */
  aside(act: () => void): Promise<void>
  log: Log
}

/** Looks after an index that is in use. */
export type Mender = {
  /** Why it cannot be relied on now, if it cannot. */
  damage(): string | undefined
  /** How often in a row making it anew has failed. */
  failures(): number
  /** How often it has been made anew. */
  times(): number
  close(): void
}

const lookEvery = 1000
const firstRetry = 1000
const longestRetry = 60_000
/** An index that keeps being damaged takes no more than a third of the time for itself. */
const restFactor = 2

/**
 * Has an index made anew beside the damaged one, and put in its place, while the site goes on: pages in memory are served
 * meanwhile, and what of the old index can be read is read. Damage is what those who read it met, and files that were
 * removed or replaced. See docs/adr/0018.
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
    // The two files beside it come when it is first read.
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
