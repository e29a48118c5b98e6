/** Collects events that come in bursts, and hands them on when the burst is over. */
export type Settler = {
  add(paths: Iterable<string>): void
  close(): void
}

export type SettleOptions = {
  /** How long no event must have come in, milliseconds. */
  quiet: number
  /** How long the first event may have to wait for that, milliseconds. */
  max: number
  /** While this is true, nothing is handed on. */
  isBusy?: () => boolean
  /** How long to believe that, milliseconds. */
  maxBusy?: number
}

/**
 * An editor's program may save a file in several steps, and a checkout touches thousands of files. This waits until
 * writing is over before the files are read.
 *
 * @param hand called with everything since the last time, each once
 */
export function createSettler(
  { quiet, max, isBusy = () => false, maxBusy = 0 }: SettleOptions,
  hand: (paths: Set<string>) => void,
): Settler {
  let collected = new Set<string>()
  let first = 0
  let timer: NodeJS.Timeout | undefined

  const look = () => {
    timer = undefined
    const waited = performance.now() - first
    if (waited < maxBusy && isBusy()) {
      timer = setTimeout(look, quiet)
      return
    }
    const paths = collected
    collected = new Set()
    hand(paths)
  }

  return {
    add(paths) {
      const now = performance.now()
      if (!timer) first = now
      for (const path of paths) collected.add(path)
      if (timer && now - first >= max) return
      clearTimeout(timer)
      timer = setTimeout(look, quiet)
    },
    close: () => clearTimeout(timer),
  }
}
