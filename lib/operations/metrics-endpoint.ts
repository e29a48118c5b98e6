import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerUncached } from '../uncached-answer.ts'
import { isFromHere } from './health.ts'
import type { Metrics } from './metrics.ts'

/**
 * Answers `/metrics`: to whoever brings the token, or, where none is set, to this machine alone. To anyone else there
 * is no such URL.
 *
 * @param token of the header `Authorization: Bearer …`
 */
export function createMetricsEndpoint(metrics: Metrics, token: string | undefined) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const mayRead =
      token === undefined ? isFromHere(request) : isSame(request.headers.authorization, `Bearer ${token}`)
    if (mayRead) {
      const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
      answerUncached(response, 200, metrics.text(), headers)
    } else answerUncached(response, 404, 'There is no such page.\n')
  }
}

/** Compares in a time that does not tell how much was right. */
function isSame(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(expected))
}
