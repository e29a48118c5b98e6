/** Collects what comes in bursts, and hands it on when it has come to rest. */
export type Settler = {
  add(paths: Iterable<string>): void
  close(): void
}

export type SettleOptions = {
  /** How long nothing must have come in, milliseconds. */
  quiet: number
  /** How long the first may wait for that at most, milliseconds. */
  max: number
  /** While this is so, nothing is handed on. */
  isBusy?: () => boolean
  /** How long to believe it, milliseconds. */
  maxBusy?: number
}

/**
 * An editor's program may save a file in several steps, and a checkout touches thousands: what is in the middle of
 * being written is not looked at.
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
