import type { Root } from 'mdast'
import { frameUrl } from '../assets/embeds/frame-url.ts'
import { compileMarkdown } from '../markdown/compile.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { contentTarget, downloadTarget, isFollowable } from '../newsroom/link-target.ts'
import { agencyCredit, proseLabels } from './words.ts'

/** What a story's or standing page's text is compiled from. */
export type ProseText = {
  /** Its file's path, relative to the content folder; links are relative to it. */
  path: string
  lang: string
  /** Markdown. */
  body: string
  dateline?: string
  /** The agencies to credit. */
  sources?: readonly string[]
}

/** A text's HTML as it is stored, with the version that made it. */
export type KeptProse = { version: string; html: string }

/**
 * Compiles a text: the only slow part of showing it.
 *
 * @param tree of the body, if it has been parsed already; it is changed
 * @returns JSON of a {@link Prose}
 */
export function compileText({ path, lang, body, dateline, sources = [] }: ProseText, tree?: Root): string {
  const prose = compileMarkdown(tree ?? parseMarkdown(body), {
    lang,
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
