import type { Element } from 'hast'
import type { Parent, PhrasingContent, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { captionsLanguage } from '../assets/media/kinds.ts'
import type { BlockHandler } from './compile.ts'
import { element, slot } from './element.ts'
import { figcaption } from './figures.ts'
import type { PlayerSlot } from './prose.ts'

declare module 'mdast' {
  interface RootContentMap {
    player: Player
  }
}

/** A video or an audio file, with its caption. */
export interface Player extends Parent {
  type: 'player'
  kind: 'video' | 'audio'
  src: string
  poster: string
  captions: string[]
  credit: string
  /** The caption's words. */
  children: PhrasingContent[]
}

/** The words shown when a browser cannot play the file. */
export type PlayerLabels = { video: string; audio: string }

/** Turns `::video[Caption]{src="a.mp4" poster="a.jpg"}` and `::audio[Caption]{src="a.mp3"}` into players. */
export function players() {
  return (tree: Root) => {
    visit(tree, 'leafDirective', ({ name, attributes, children }, index, parent) => {
      if ((name !== 'video' && name !== 'audio') || !parent || index === undefined) return
      parent.children.splice(index, 1, {
        type: 'player',
        kind: name,
        src: attributes?.src ?? '',
        poster: attributes?.poster ?? '',
        captions: fileList(attributes?.captions),
        credit: attributes?.credit ?? '',
        children,
      })
    })
  }
}

/** File names in an attribute, separated by spaces. */
export function fileList(attribute: string | null | undefined): string[] {
  return (attribute ?? '').split(/\s+/).filter((name) => name !== '')
}

/** Turns a player, with its caption below, into HTML. Whether its file is played is decided when a page is made. */
export function playerHandler(labels: PlayerLabels): BlockHandler {
  return (state, node: Player): Element => {
    const { kind, src, poster, credit } = node
    const player = slot(kind, {
      player: kind,
      src,
      ...(kind === 'video' && { poster }),
      captions: captionsOf(node),
      words: plainText(node) || labels[kind],
    })
    return element('figure', {}, [player, ...figcaption(state.all(node), credit)])
  }
}

function captionsOf({ captions }: Player): PlayerSlot['captions'] {
  return captions.flatMap((src) => {
    const lang = captionsLanguage(src)
    if (lang === undefined) return []
    // The language's own name for itself.
    return [{ src, lang, label: new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang }]
  })
}
