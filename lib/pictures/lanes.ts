/** More work waits than can be done in a time anybody would wait. */
export class TooBusy extends Error {}

/**
 * Lets so many tasks run at once; the others wait their turn.
 *
 * @param most how many run
 * @param mostWaiting how many may wait; {@link TooBusy} for who comes then
 */
export function createLanes(most: number, mostWaiting: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running >= most) {
      if (waiting.length >= mostWaiting) throw new TooBusy()
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      // The place is handed on, so that nobody who comes in between takes it.
      if (next) next()
      else running -= 1
    }
  }
}
