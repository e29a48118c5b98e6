import type { Element } from 'hast'
import type { Parent, PhrasingContent, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { captionsLanguage } from '../media/kinds.ts'
import { element } from './element.ts'
import { figcaption, type ShowPicture } from './figures.ts'
import type { BlockHandler } from './render.ts'

declare module 'mdast' {
  interface RootContentMap {
    player: Player
  }
}

/** A video or an audio file, with what is said about it. */
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

/** The address of a media file a story names; nothing when it is not played. */
export type MediaUrl = (src: string) => string | undefined

/** What a player says in words, should a browser not play it. */
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

/** The browser's own player, which loads nothing until it is asked to play. */
export function playerHandler(labels: PlayerLabels, url: MediaUrl, show: ShowPicture): BlockHandler {
  return (state, node: Player): Element => {
    const src = url(node.src)
    const words = plainText(node) || labels[node.kind]
    const caption = figcaption(state.all(node), node.credit)
    if (src === undefined) return element('figure', {}, caption)
    const poster = node.kind === 'video' ? show(node.poster) : undefined
    const player = element(
      node.kind,
      {
        src,
        controls: true,
        preload: 'none',
        // The shape of the picture that stands for it keeps its place free.
        ...(poster && { poster: poster.src, width: poster.width, height: poster.height }),
      },
      [...tracks(node, url), element('a', { href: src }, [{ type: 'text', value: words }])],
    )
    return element('figure', {}, [player, ...caption])
  }
}

function tracks({ captions }: Player, url: MediaUrl): Element[] {
  return captions.flatMap((file) => {
    const src = url(file)
    const srcLang = captionsLanguage(file)
    if (src === undefined || srcLang === undefined) return []
    // As those who speak it call it.
    const label = new Intl.DisplayNames([srcLang], { type: 'language' }).of(srcLang) ?? srcLang
    return [element('track', { kind: 'captions', src, srcLang, label })]
  })
}
