/**
 * What addresses of the site do not end in and sentences do: punctuation of any script, symbols, spaces and what nobody
 * sees. A hyphen and a percent sign are none: an address that ends in one was cut off.
 */
const sign = /(?![-%\\])[\p{P}\p{S}\p{Z}\p{Cf}]$/u

/** As many as a sentence ends in, `."»)` and the like; an address of nothing but signs should not cost more. */
const most = 8

/**
 * A path without the last signs of it, one after the other: chat and mail programs take the full stop after an address,
 * or the bracket it stands in, for part of it.
 *
 * @param pathname percent-encoded; what is not UTF-8 has no other form
 */
export function* withoutGlued(pathname: string): Iterable<string> {
  let text = decoded(pathname)
  for (let count = 0; count < most && sign.test(text) && text !== '/'; count += 1) {
    text = text.replace(sign, '')
    yield text.split('/').map(encodeURIComponent).join('/') || '/'
  }
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    // No address that was copied from a browser.
    return ''
  }
}
