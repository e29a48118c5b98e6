import { setImmediate } from 'node:timers/promises'

/**
 * More wait already than can be served in a time anybody would wait. There is one for all: with a stack of its own, the
 * error of each of thousands would cost more than its request.
 */
export const busy = new Error('too many wait')

/** Nobody waits any more for what was asked. */
export const left = new Error('nobody waits')

/**
 * Lets so many in at once; the others wait in line. Resolves, when it is one's turn, with what is to be called on
 * leaving (more than once does no harm). Rejects with {@link busy}, or with {@link left} when the signal is aborted
 * before: whoever leaves the line leaves nothing behind.
 */
export type Gate = (signal: AbortSignal) => Promise<() => void>

/**
 * Of the event loop: after so many, a client that had left when its request was read is known to have. While the server
 * is busy, that is most of those who do not stay.
 */
const rounds = 3

/**
 * @param max how many are in at once
 * @param maxWaiting how many may wait
 * @param patience for how long one waits at most, milliseconds
 */
export function createGate(max: number, maxWaiting: number, patience: number): Gate {
  const line = new Set<() => void>()
  let inside = 0

  /** The place is handed on, so that nobody who comes in between takes it. */
  function makeRoom() {
    const [next] = line
    if (next) next()
    else inside -= 1
  }

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        line.delete(called)
        clearTimeout(timer)
        signal.removeEventListener('abort', leave)
        settle()
      }
      const called = end(resolve)
      const leave = end(() => reject(left))
      const timer = setTimeout(
        end(() => reject(busy)),
        patience,
      )
      line.add(called)
      signal.addEventListener('abort', leave)
    })
  }

  return async (signal) => {
    for (let round = 0; round < rounds; round += 1) await setImmediate()
    if (signal.aborted) throw left
    if (inside < max) inside += 1
    else if (line.size >= maxWaiting) throw busy
    else await turn(signal)
    let isInside = true
    return () => {
      if (isInside) makeRoom()
      isInside = false
    }
  }
}
