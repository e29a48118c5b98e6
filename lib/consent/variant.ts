import type { IncomingHttpHeaders } from 'node:http'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { choiceName, readChoice } from './choice.ts'

const byChoice: readonly string[] = ['/consent.css', '/consent-state.css', '/embeds.js', '/statistics.js']

/** A receipt's page is the same for everyone who knows its address. */
const receiptPage = /^\/[^/]+\/cookies\/[0-9a-z-]+$/

/**
 * The name of a reader's choice, for the answers that depend on it and on nothing else, so that a cache need keep only
 * one for each choice there is. Receipts' pages, too, are private in all other caches and kept in this one.
 *
 * @param newsroom asked only where it matters: this is called for every request
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
