import type { IncomingHttpHeaders } from 'node:http'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { choiceName, readChoice } from './choice.ts'

const byChoice: readonly string[] = ['/consent.css', '/consent-state.css', '/embeds.js', '/statistics.js']

/** A receipt's page is the same for everyone who knows its address. */
const receiptPage = /^\/[^/]+\/cookies\/[0-9a-z-]+$/

/**
 * A name for a reader's choice, as the cache key of answers that depend only on it: the cache keeps one answer per choice.
 * Receipt pages get a name too: they are private to all other caches, but kept in this one.
 *
 * @param newsroom called only where it matters, because this runs for every request
 */
export function consentVariant(
  newsroom: () => Newsroom,
  path: string,
  headers: IncomingHttpHeaders,
): string | undefined {
  if (receiptPage.test(path)) return 'receipt'
  if (!byChoice.includes(path)) return undefined
  const { consent } = newsroom().site
  const secGpc = String(headers['sec-gpc'] ?? '')
  return choiceName(readChoice(consent, { cookie: headers.cookie, secGpc }), consent)
}
