/** What the first line of a request asks for. */
export type RequestTarget =
  /** Its path is written as it should be. `query` begins with its question mark, or is empty. */
  | { kind: 'canonical'; path: string; query: string }
  /** It is another way to write this one. */
  | { kind: 'moved'; to: string }
  /** It is no address; `why` in a line. */
  | { kind: 'refused'; why: string }

/** Bytes of a path as they should be: what needs no percent-encoding bare, all else encoded, in upper case. */
const asItShouldBe =
  /^(?:[\w\-.~!$&'()*+,;=:@/]|%(?!2[DE]|3\d|4[1-9A-F]|5[\dAF]|6[1-9A-F]|7[\dAE])[\dA-F]{2})*$/
/** Empty segments, and those of dots. */
const needless = /\/(?:\/|\.{1,2}(?:\/|$))/

/**
 * Reads a request target, so that there is one way to write the path of each (RFC 3986, 6.2.2): no empty segments and
 * none of dots; unreserved characters bare; all that have no place in a path percent-encoded, in upper case. Delimiters
 * stay as they come, for encoded they may mean something else than bare.
 *
 * A target may name a server (RFC 9112, 3.2.2), but not choose one: that counts for nothing.
 *
 * @param raw as it came; `to` of the result is a path of this server's, whatever that was
 */
export function readTarget(raw: string): RequestTarget {
  const target = raw.startsWith('/') ? raw : raw.replace(/^https?:\/\/[^/?#]*\/?/i, '/')
  if (!target.startsWith('/')) return refused('The address must begin with a slash.')
  if (target.includes('#')) return refused('What follows # is for the browser alone.')
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark)
  if (path.includes('%') && !isText(path)) return refused('The address is not percent-encoded UTF-8.')
  if (asItShouldBe.test(path) && !needless.test(path)) return { kind: 'canonical', path, query }
  return { kind: 'moved', to: canonicalPath(path) + query }
}

function refused(why: string): RequestTarget {
  return { kind: 'refused', why }
}

function isText(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

function canonicalPath(path: string): string {
  const encoded = path
    .replace(/%[\da-f]{2}/gi, (byte) => {
      const character = String.fromCharCode(Number.parseInt(byte.slice(1), 16))
      return /[\w\-.~]/.test(character) ? character : byte.toUpperCase()
    })
    .replace(/[^\w\-.~!$&'()*+,;=:@/%]/g, encodeURIComponent)
  const segments: string[] = []
  const all = encoded.split('/')
  for (const segment of all) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  // What ended in a slash, or in dots, which stand for one, still does.
  const end = segments.length > 0 && /^\.{0,2}$/.test(all.at(-1) ?? '') ? '/' : ''
  return `/${segments.join('/')}${end}`
}
