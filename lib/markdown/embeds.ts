import type { Element, Properties } from 'hast'
import type { Node, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import type { BlockHandler } from './compile.ts'
import { element, slot } from './element.ts'
import { figcaption, pictureSlot } from './figures.ts'

declare module 'mdast' {
  interface RootContentMap {
    embed: Embed
  }
}

/** Content of another site. */
export interface Embed extends Node {
  type: 'embed'
  title: string
  src: string
  picture: string
  credit: string
}

/** The address to frame for an embed of a story; undefined when there is none. */
export type FrameUrl = (src: string) => string | undefined

/** Says that a site will know who opens its content. @param host as readers know it */
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
 * A link to the other site, with a picture of this one's. Its `data-embed` says what a script may put in its place when
 * the reader asks for it; see lib/assets/embeds. Whether the newsroom allows frames from there is decided page by page.
 */
export function embedHandler(frameUrl: FrameUrl, note: EmbedNote): BlockHandler {
  return (_state, { title, src, picture, credit }: Embed): Element => {
    const words: [name: string, text: string][] = [['embed-title', title]]
    const linked = link({ href: src }, picture, words)
    const frame = frameUrl(src)
    const content =
      frame === undefined
        ? linked
        : slot('div', { frame: src }, [
            link({ href: src, dataEmbed: frame }, picture, [...words, ['embed-note', note(hostOf(frame))]]),
            linked,
          ])
    return element('figure', { className: ['embed'] }, [
      content,
      ...figcaption([], credit, picture || undefined),
    ])
  }
}

function link(to: Properties, picture: string, words: readonly [name: string, text: string][]): Element {
  return element('a', to, [
    ...(picture ? [pictureSlot(picture, '')] : []),
    ...words.map(([name, value]) => element('span', { className: [name] }, [{ type: 'text', value }])),
  ])
}

function hostOf(frame: string): string {
  return new URL(frame).hostname.replace(/^www\./, '')
}
