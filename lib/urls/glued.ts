/**
 * Characters that end sentences but never one of the site's addresses: punctuation of any script, symbols, spaces and
 * invisible characters. Not hyphens and percent signs: an address that ends in one was cut off.
 */
const sign = /(?![-%\\])[\p{P}\p{S}\p{Z}\p{Cf}]$/u

/** More than a sentence ends in, `."»)` and the like; it limits the cost of an address made only of such characters. */
const most = 8

/**
 * A path without its last such characters, shortened one by one: chat and mail programs take the full stop after an
 * address, or a closing bracket, for part of it.
 *
 * @param pathname percent-encoded; one that is not UTF-8 has no shorter forms
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
    // Not an address copied from a browser.
    return ''
  }
}
