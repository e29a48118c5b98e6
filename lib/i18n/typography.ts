import { type Edits, quoteEdits } from './quotes.ts'
import { spaceEdits } from './spaces.ts'

/**
 * A text in the typography of its language: its quotation marks and apostrophes, and spaces that do not break. Writers
 * type what their keyboards have; what they set themselves stays.
 */
export function typeset(text: string, lang: string): string {
  return typesetPieces([text], lang)[0] ?? text
}

/** The same for a text in pieces, as its markup cuts it: a quotation may begin in one and end in another. */
export function typesetPieces(pieces: readonly string[], lang: string): string[] {
  const whole = pieces.join('')
  const edits: Edits = new Map([...quoteEdits(whole, lang), ...spaceEdits(whole, lang)])
  if (edits.size === 0) return [...pieces]
  let start = 0
  return pieces.map((piece) => {
    let set = ''
    for (let at = 0; at < piece.length; at += 1) set += edits.get(start + at) ?? piece[at]
    start += piece.length
    return set
  })
}
