import { outsideCode } from './outside-code.ts'

/** Characters that look like spaces: Option+space on a Mac types a no-break space, Chinese and Japanese input a wide one. */
const oddSpace = '[\\u00A0\\u2000-\\u200A\\u202F\\u205F\\u3000]'
const afterMark = new RegExp(`^([ \\t>]*(?:#{1,6}|[-*+]|\\d{1,9}[.)]))${oddSpace}`, 'gmu')
const anywhere = new RegExp(oddSpace, 'u')

/**
 * A body in which such a character after the mark of a heading or a list item is a plain space, as it was meant. Nothing
 * else changes: code blocks stay as they are, and so does every position.
 */
export function meantSpaces(body: string): string {
  return anywhere.test(body) ? outsideCode(body, (text) => text.replace(afterMark, '$1 ')) : body
}
