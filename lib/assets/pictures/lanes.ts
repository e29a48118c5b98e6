/** More tasks are waiting than can be done before people give up. */
export class TooBusy extends Error {}

export type LaneOptions = {
  /** How many tasks run at once. */
  max: number
  /** How many may wait; later ones fail with {@link TooBusy}. */
  maxWaiting: number
  /** How long a task may wait, milliseconds; then it fails with {@link TooBusy}. */
  patience: number
}

/** How a task queues. */
export type Place = {
  /** Tasks of one kind run after each other where possible: what one has found out helps the next. */
  kin: string
  /** Aborted when nobody wants the result any more: a waiting task is withdrawn, and fails with the signal's reason. */
  signal: AbortSignal
}

export type InLane = <T>(task: () => Promise<T>, place: Place) => Promise<T>

/** Lets so many tasks run at the same time; the others wait their turn. */
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
      // The lane is handed on, so that a task that arrives in between cannot take it.
      if (next) next.begin()
      else running -= 1
    }
  }
}
