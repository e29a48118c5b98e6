import type { IncomingHttpHeaders } from 'node:http'

export type Encoding = 'br' | 'gzip' | 'identity'

/**
 * The best encoding of those we have that the client takes (RFC 9110, 12.5.3): Brotli before gzip unless the client
 * ranks them otherwise.
 */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  // What every current browser sends.
  if (acceptEncoding === 'gzip, deflate, br, zstd' || acceptEncoding === 'gzip, deflate, br') return 'br'
  if (!acceptEncoding) return 'identity'
  const weights = new Map(acceptEncoding.slice(0, 500).toLowerCase().split(',').map(readWeight))
  const weight = (name: Encoding) => weights.get(name) ?? (name === 'identity' ? 0 : (weights.get('*') ?? 0))
  const [br, gzip] = [weight('br'), weight('gzip')]
  const identity = weights.get('identity') ?? 0
  if (br > 0 && br >= gzip && br >= identity) return 'br'
  return gzip > 0 && gzip >= identity ? 'gzip' : 'identity'
}

function readWeight(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
  const q = parameters.find((parameter) => parameter.startsWith('q='))
  const weight = q === undefined ? 1 : Number(q.slice(2))
  return [name, Number.isFinite(weight) ? weight : 0]
}

/**
 * Whether one of the tags of `If-None-Match` is of this page (RFC 9110, 13.1.2). The part of our tags before the dot
 * names the page, the part after it the bytes: whoever has the page in any of its encodings need not be sent it again.
 *
 * @param hash of the page, the part before the dot
 */
export function hasCurrent(ifNoneMatch: string | undefined, hash: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.slice(0, 2000).includes(`"${hash}.`)
}

/** Whether a request asks for the page only if it is another than the client has. */
export function isConditional(headers: IncomingHttpHeaders): boolean {
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined
}

/**
 * Whether the client has the page already: by its tag, or where it knows none, by its date (RFC 9110, 13.2.2).
 *
 * @param lastModified what the page says of itself, if it does
 */
export function isKnown(headers: IncomingHttpHeaders, hash: string, lastModified?: string): boolean {
  const { 'if-none-match': ifNoneMatch, 'if-modified-since': since } = headers
  if (ifNoneMatch !== undefined) return hasCurrent(ifNoneMatch, hash)
  return since !== undefined && lastModified !== undefined && Date.parse(lastModified) <= Date.parse(since)
}
