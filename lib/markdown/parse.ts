import type { Root } from 'mdast'
import { remark } from 'remark'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'

/**
 * The dialect Dateline's stories are written in: CommonMark, GitHub's tables, footnotes, task lists and
 * strikethrough, directives (for figures), and emphasis that works next to Chinese, Japanese and Korean punctuation.
 */
export const dialect = remark()
  .use(remarkGfm)
  .use(remarkDirective)
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough)
  .freeze()

/** The syntax tree of a body, with positions counted from its first line. */
export function parseMarkdown(body: string): Root {
  return dialect.parse(body)
}
