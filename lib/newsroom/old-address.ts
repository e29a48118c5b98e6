import type { z } from 'zod'

/** An old address in the form used for look-ups: `/path`, or `/path?a=1&b=2`. */
export type OldAddress = { path: string; query: string }

/**
 * Reads an address as a person wrote it, or as a browser sends it: percent-encoded or not, in either Unicode form, with
 * superfluous slashes, its parameters in any order.
 */
export function readOldAddress(written: string): OldAddress {
  const [before = '', ...after] = written.split('?')
  return { path: oldPath(before), query: ordered(after.join('?')) }
}

/** The same as one text, by which aliases and redirects are stored. */
export function oldAddress(written: string): string {
  const { path, query } = readOldAddress(written)
  return query === '' ? path : `${path}?${query}`
}

function oldPath(path: string): string {
  const segments: string[] = []
  for (const segment of (decoded(path) ?? path).normalize('NFC').split('/'))
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  // An encoded question mark is part of the path.
  return `/${segments.join('/').replaceAll('?', '%3F')}`
}

function ordered(query: string): string {
  const written = [...new URLSearchParams(query)]
  const parameters = new URLSearchParams(
    written.map(([name, value]) => [name.normalize('NFC'), value.normalize('NFC')]),
  )
  parameters.sort()
  return parameters.toString()
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // Then "/50%" is taken as written.
    return undefined
  }
}

/** An old address, checked and in the form used for look-ups. @param text the kind of text it is written as */
export function oldAddressOf(text: z.ZodString) {
  return text
    .superRefine((written, ctx) => {
      const wrong = wrongWith(written)
      if (wrong) ctx.addIssue({ code: 'custom', message: wrong })
    })
    .transform(oldAddress)
}

function wrongWith(written: string): string | undefined {
  if (!/^\/[^#\\]*$/.test(written))
    return 'is not a path. Begin it with / and leave out the host and what follows #.'
  const [path = ''] = written.split('?', 1)
  if (/%[\da-f]{2}/i.test(path) && decoded(path) === undefined)
    return 'is encoded otherwise than in UTF-8, which the site does not read. Write its letters as they are.'
  if (/\p{Cc}/u.test(decoded(path) ?? path)) return 'holds a control character. Take it out.'
  if (oldAddress(written) === '/') return 'is the front page, which is always shown. Write an old path.'
  return undefined
}
