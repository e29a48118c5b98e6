import type { Element } from 'hast'
import type { Node, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { element } from './element.ts'
import { figcaption, type ShowPicture, showPicture } from './figures.ts'
import type { BlockHandler } from './render.ts'

declare module 'mdast' {
  interface RootContentMap {
    embed: Embed
  }
}

/** Something of another site's. */
export interface Embed extends Node {
  type: 'embed'
  title: string
  src: string
  picture: string
  credit: string
}

/** The address to put into a frame for what a story embeds; nothing when it is only linked to. */
export type FrameUrl = (src: string) => string | undefined

/** Says that a site learns of who opens what is its own. @param host as readers know it */
export type EmbedNote = (host: string) => string

/** Turns `::embed[Title]{src="https://…" picture="a.jpg"}` into embeds. */
export function embeds() {
  return (tree: Root) => {
    visit(tree, 'leafDirective', (node, index, parent) => {
      if (node.name !== 'embed' || !parent || index === undefined) return
      const { src, picture, credit } = node.attributes ?? {}
      parent.children.splice(index, 1, {
        type: 'embed',
        title: plainText(node),
        src: src ?? '',
        picture: picture ?? '',
        credit: credit ?? '',
      })
    })
  }
}

/**
 * A link to the other site, with a picture of this one's. It says in `data-embed` what a script may put in its place when
 * the reader asks for it; see lib/embeds.
 */
export function embedHandler(frameUrl: FrameUrl, note: EmbedNote, show: ShowPicture): BlockHandler {
  return (_state, { title, src, picture, credit }: Embed): Element => {
    const frame = frameUrl(src)
    const still = show(picture)
    const words: [name: string, text: string][] = [['embed-title', title]]
    if (frame !== undefined) words.push(['embed-note', note(new URL(frame).hostname.replace(/^www\./, ''))])
    const link = element('a', { href: src, ...(frame !== undefined && { dataEmbed: frame }) }, [
      ...(still ? [showPicture(still, '')] : []),
      ...words.map(([name, value]) => element('span', { className: [name] }, [{ type: 'text', value }])),
    ])
    return element('figure', { className: ['embed'] }, [link, ...figcaption([], credit || still?.credit)])
  }
}
