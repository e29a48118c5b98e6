import type { Element } from 'hast'
import type { Parent, Root } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { toString as plainText } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { BlockHandler } from './compile.ts'
import { element } from './element.ts'
import { type Figure, figuresIn } from './figures.ts'

declare module 'mdast' {
  interface RootContentMap {
    gallery: Gallery
  }
}

/** Pictures side by side. */
export interface Gallery extends Parent {
  type: 'gallery'
  /** The gallery's number in the story, counted from 1. */
  number: number
  title: string
  children: Figure[]
}

/** A gallery's own words, in the text's language. */
export type GalleryLabels = {
  gallery: string
  picture: (number: number, count: number) => string
}

/** Turns `:::gallery[Title]` with pictures and figures in it into galleries. */
export function galleries() {
  return (tree: Root) => {
    let number = 0
    visit(tree, 'containerDirective', (node, index, parent) => {
      if (node.name !== 'gallery' || !parent || index === undefined) return undefined
      number += 1
      const gallery: Gallery = {
        type: 'gallery',
        number,
        title: galleryTitle(node),
        children: node.children.flatMap((child) => figuresIn(child)),
      }
      parent.children.splice(index, 1, gallery)
      return [SKIP, index + 1]
    })
  }
}

/** The words in brackets after the name. */
export function galleryTitle({ children: [first] }: ContainerDirective): string {
  return first && isDirectiveLabel(first) ? plainText(first) : ''
}

/** Whether a node is the words in brackets of the directive around it. */
export function isDirectiveLabel(node: ContainerDirective['children'][number]): boolean {
  return node.type === 'paragraph' && node.data?.directiveLabel === true
}

/**
 * A strip that scrolls sideways, by hand, by keyboard and by the links below it, one for each picture.
 * Ids contain a dot, which those of headings never do.
 */
export function galleryHandler({ gallery, picture }: GalleryLabels): BlockHandler {
  return (state, { number, title, children }: Gallery): Element[] => {
    const figures = state.all({ type: 'root', children }).filter((child) => child.type === 'element')
    const id = (index: number) => `gallery.${number}-${index + 1}`
    for (const [index, figure] of figures.entries()) figure.properties.id = id(index)
    const links = figures.map((_, index) =>
      element('a', { href: `#${id(index)}`, ariaLabel: picture(index + 1, figures.length) }, [
        { type: 'text', value: String(index + 1) },
      ]),
    )
    return [
      ...(title ? [element('p', { className: ['gallery-title'] }, [{ type: 'text', value: title }])] : []),
      element('section', { className: ['gallery'], tabIndex: 0, ariaLabel: title || gallery }, figures),
      ...(links.length > 1 ? [element('p', { className: ['gallery-links'] }, links)] : []),
    ]
  }
}
