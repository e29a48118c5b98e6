import { outsideCode } from './outside-code.ts'

/** An element that no text contains, in place of a comment that has words after it on its line. */
export const leadingComment = 'x-'

/** Long enough for a note, and short enough to look for at each line. */
const one = '<!--(?:(?!-->|\\n[ \\t>]*\\n)[\\s\\S]){0,2000}-->'
const beforeWords = new RegExp(
  `^((?:[ \\t]{0,3}>)* {0,3})(${one}(?:[ \\t]*${one})*)(?=[ \\t]*\\S)(?![ \\t]*<!--)`,
  'gm',
)

/**
 * A body in which a comment at the start of a line of words does not turn the whole line into HTML, as CommonMark says:
 * `<!-- note --> **Text**`. No position changes.
 */
export function commentsAside(body: string): string {
  if (!body.includes('<!--')) return body
  return outsideCode(body, (text) =>
    text.replace(beforeWords, (_, before: string, found: string) => {
      const inside = found.slice(leadingComment.length + 1, -1).replace(/[^\n]/g, ' ')
      return `${before}<${leadingComment}${inside}>`
    }),
  )
}
