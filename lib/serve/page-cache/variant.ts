import type { IncomingHttpHeaders } from 'node:http'

/**
 * Names the variant of an answer that a client is to get, if the answer at a path is not the same for everyone but for
 * groups of clients: by what they chose, say. Whoever is named the same gets the same, so that the answer may be kept,
 * `private` and `Vary` notwithstanding. There must be few names, whatever clients send.
 *
 * @param path without the query
 */
export type VariantOf = (path: string, headers: IncomingHttpHeaders) => string | undefined

/** What an answer is kept by: its path, and its variant behind a space, which no path holds. */
export function storeKey(path: string, variant: string | undefined): string {
  return variant === undefined ? path : `${path} ${variant}`
}
