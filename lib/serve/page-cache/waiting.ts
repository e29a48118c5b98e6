import type { ServerResponse } from 'node:http'
import { left } from './gate.ts'

/** Aborted as soon as a client has its answer, or is gone. */
export function leaving(response: ServerResponse): AbortSignal {
  if (response.destroyed) return AbortSignal.abort(left)
  const client = new AbortController()
  response.once('close', () => client.abort(left))
  return client.signal
}

/**
 * Begins work that several clients may wait for.
 *
 * @param work is told by its signal when the last of them has left
 * @returns waits for what comes of it, on behalf of a client that is still there
 */
export function sharedWork<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (response: ServerResponse) => Promise<T> {
  const abandoned = new AbortController()
  const result = work(abandoned.signal)
  let waiting = 0
  return async (response) => {
    const leave = () => {
      waiting -= 1
      if (waiting === 0) abandoned.abort(left)
    }
    waiting += 1
    response.once('close', leave)
    try {
      return await result
    } finally {
      response.off('close', leave)
    }
  }
}
