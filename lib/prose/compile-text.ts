import type { Root } from 'mdast'
import { frameUrl } from '../assets/embeds/frame-url.ts'
import { compileMarkdown } from '../markdown/compile.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { contentTarget, downloadTarget, isFollowable } from '../newsroom/link-target.ts'
import { agencyCredit, proseLabels } from './words.ts'

/** What the HTML of a story's or standing page's text is made of. */
export type ProseText = {
  /** Of its file, relative to the content folder: links are relative to it. */
  path: string
  lang: string
  /** Markdown. */
  body: string
  dateline?: string
  /** Agencies to be credited. */
  sources?: readonly string[]
}

/** A text's HTML as it is kept, and by which version of that. */
export type KeptProse = { version: string; html: string }

/**
 * Compiles a text: the one thing that takes long in showing it.
 *
 * @param tree of the body, where it has been parsed already; it is used up
 * @returns JSON of a {@link Prose}
 */
export function compileText({ path, lang, body, dateline, sources = [] }: ProseText, tree?: Root): string {
  const prose = compileMarkdown(tree ?? parseMarkdown(body), {
    labels: proseLabels(lang),
    dateline,
    agencyCredit: agencyCredit(sources, lang),
    kindOfLink: (url) => {
      if ((contentTarget(path, url) ?? downloadTarget(path, url)) !== undefined) return 'file'
      return isFollowable(url) ? 'address' : 'nowhere'
    },
    frameUrl: (src) => frameUrl(src)?.href,
  })
  return JSON.stringify(prose)
}
