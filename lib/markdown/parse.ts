import type { Root } from 'mdast'
import { remark } from 'remark'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import type { Processor } from 'unified'
import { hasDirections } from '../i18n/directions.ts'
import { acceptHtml } from './accept-html.ts'
import { endBareUrls } from './bare-urls.ts'
import { closeDirections } from './close-directions.ts'
import { commentsAside } from './comments.ts'
import { linkedPictures } from './linked-pictures.ts'
import { marksByLetters } from './marks-by-letters.ts'
import { meantLinks } from './meant-links.ts'
import { meantSpaces } from './meant-spaces.ts'

/**
 * The dialect Dateline's stories are written in: CommonMark, GitHub's tables, footnotes, task lists and
 * strikethrough, directives (for figures), and emphasis that works next to Chinese, Japanese and Korean punctuation.
 */
export const dialect = remark()
  .use(remarkGfm, { singleTilde: false })
  .use(blockDirectives)
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
  .use(marksByLetters)
  .freeze()

/** Directives on lines of their own. Within a line, `10:30am` and `note:this[link](a.md)` are prose. */
function blockDirectives(this: Processor) {
  remarkDirective.call(this)
  const colon = 58
  for (const extension of this.data().micromarkExtensions ?? [])
    if (extension.text?.[colon]) delete extension.text[colon]
}

/**
 * The syntax tree of a body, with positions counted from its first line. Each block's directional controls are closed in
 * it, and accepted HTML is part of the tree.
 */
export function parseMarkdown(body: string): Root {
  const tree = parseWritten(asMeant(body))
  if (body.includes('<')) acceptHtml(tree)
  if (/!\[|<img/i.test(body)) linkedPictures(tree)
  return tree
}

/** A body with small slips corrected to what the writer clearly meant, without moving any position. */
export function asMeant(body: string): string {
  return commentsAside(meantSpaces(body))
}

/** The syntax tree of such a body, with its HTML left as written. */
export function parseWritten(body: string): Root {
  const tree = dialect.parse(body)
  if (/:\/\/|www\./i.test(body)) endBareUrls(tree, body)
  if (/\](?:\(| \()/.test(body)) meantLinks(tree, body)
  // These characters may also be written as numeric references.
  if (hasDirections(body) || body.includes('&#')) closeDirections(tree)
  return tree
}
