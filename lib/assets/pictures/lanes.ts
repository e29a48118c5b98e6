/** More work waits than can be done in a time anybody would wait. */
export class TooBusy extends Error {}

export type LaneOptions = {
  /** How many tasks run at once. */
  max: number
  /** How many may wait; {@link TooBusy} for who comes then. */
  maxWaiting: number
  /** For how long one may wait, milliseconds; {@link TooBusy} for who has. */
  patience: number
}

/** What is known of a task besides what it does. */
export type Place = {
  /** Tasks of one kin go after each other, if they may: what one has found out helps the next. */
  kin: string
  /** Whoever wants it has gone: one that waits is withdrawn, and fails with the signal's reason. */
  signal: AbortSignal
}

export type InLane = <T>(task: () => Promise<T>, place: Place) => Promise<T>

/** Lets so many tasks run at once; the others wait their turn. */
export function createLanes({ max, maxWaiting, patience }: LaneOptions): InLane {
  const waiting = new Set<{ kin: string; begin: () => void }>()
  let running = 0

  const turn = (kin: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const over = () => {
        waiting.delete(own)
        clearTimeout(late)
        signal.removeEventListener('abort', withdraw)
      }
      const withdraw = () => {
        over()
        reject(signal.reason)
      }
      const late = setTimeout(() => {
        over()
        reject(new TooBusy())
      }, patience)
      const own = {
        kin,
        begin() {
          over()
          resolve()
        },
      }
      waiting.add(own)
      signal.addEventListener('abort', withdraw)
    })

  return async (task, { kin, signal }) => {
    signal.throwIfAborted()
    if (running >= max) {
      if (waiting.size >= maxWaiting) throw new TooBusy()
      await turn(kin, signal)
    } else running += 1
    try {
      return await task()
    } finally {
      const next = [...waiting].find((other) => other.kin === kin) ?? [...waiting][0]
      // The place is handed on, so that nobody who comes in between takes it.
      if (next) next.begin()
      else running -= 1
    }
  }
}
