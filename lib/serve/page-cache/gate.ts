import { setImmediate } from 'node:timers/promises'

/**
 * More wait already than can be served in a time anybody would wait. There is one for all: with a stack of its own, the
 * error of each of thousands would cost more than its request.
 */
export const busy = new Error('too many wait')

/** Nobody waits any more for what was asked. */
export const left = new Error('nobody waits')

/**
 * Lets a fixed number in at once; the others wait in a line. While the line is short, who came first goes first: with
 * steady traffic nobody waits much longer than anybody else. Once it is long it is a rush, and who came last goes first:
 * those at the front have mostly left, or soon will, and one who has just come has all of their patience before them.
 *
 * Resolves, when it is one's turn, with what to call on leaving (more than once does no harm). Rejects with {@link busy},
 * or with {@link left} when the signal is aborted before: who leaves the line leaves nothing behind.
 */
export type Gate = (signal: AbortSignal) => Promise<() => void>

/**
 * Of the event loop: after so many, a client that had left when its request was read is known to have. While the server
 * is busy, that is most of those who do not stay.
 */
const rounds = 3

/** A line longer than so many times the places inside is a rush. */
const rush = 4

/**
 * @param max how many are in at once
 * @param maxWaiting how many may wait; one more takes the place of who has waited longest
 * @param patience for how long one waits at most, milliseconds
 */
export function createGate(max: number, maxWaiting: number, patience: number): Gate {
  /** Those who wait, the last who came at the end; each is called with why it may not come in, or with nothing. */
  const line: ((why?: Error) => void)[] = []
  let inside = 0

  /** The place is handed on, so that nobody who comes in between takes it. */
  function makeRoom() {
    const next = line.length > rush * max ? line.at(-1) : line[0]
    if (next) next()
    else inside -= 1
  }

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (why?: Error) => {
        line.splice(line.indexOf(end), 1)
        clearTimeout(timer)
        signal.removeEventListener('abort', leave)
        if (why) reject(why)
        else resolve()
      }
      const leave = () => end(left)
      const timer = setTimeout(end, patience, busy)
      line.push(end)
      signal.addEventListener('abort', leave)
    })
  }

  return async (signal) => {
    for (let round = 0; round < rounds; round += 1) await setImmediate()
    if (signal.aborted) throw left
    if (inside < max) inside += 1
    else {
      if (line.length >= maxWaiting) line[0]?.(busy)
      await turn(signal)
    }
    let isInside = true
    return () => {
      if (isInside) makeRoom()
      isInside = false
    }
  }
}
