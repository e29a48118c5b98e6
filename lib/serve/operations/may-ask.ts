import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Whether a request may be told what is not for readers. */
export type MayAsk = (request: IncomingMessage) => boolean

/**
 * Those who bring `Authorization: Bearer …` with the token; nobody when there is none. Where a request comes from says
 * nothing: behind a proxy on this machine all of them do, and not every proxy says for whom it asks.
 */
export function whoBrings(token: string | undefined): MayAsk {
  return ({ headers }) => token !== undefined && isSame(headers.authorization, `Bearer ${token}`)
}

/** Compares in a time that does not tell how much was right. */
function isSame(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(expected))
}
