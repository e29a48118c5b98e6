import type { Element, ElementContent } from 'hast'
import type { Image, Node, Paragraph, Parent, PhrasingContent, Root, RootContent } from 'mdast'
import type { LeafDirective } from 'mdast-util-directive'
import type { Handlers } from 'mdast-util-to-hast'
import { visit } from 'unist-util-visit'
import type { PictureMarkup } from '../picture-markup.ts'
import { element } from './element.ts'

declare module 'mdast' {
  interface RootContentMap {
    figure: Figure
  }
}

/** A picture that stands on its own, with what is said about it. */
export interface Figure extends Parent {
  type: 'figure'
  src: string
  alt: string
  credit: string
  /** The caption's words. */
  children: PhrasingContent[]
}

/**
 * Turns a picture that is a paragraph of its own, and the directive
 * `::figure[Caption]{src="a.jpg" alt="…" credit="…"}`, into figures.
 */
export function figures() {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (!parent || index === undefined || !('children' in parent)) return
      const [figure, ...more] = figuresIn(node)
      if (figure && more.length === 0) parent.children.splice(index, 1, figure)
    })
  }
}

/** The figures a block stands for: a directive is one, a paragraph of nothing but pictures one for each. */
export function figuresIn(node: Node | RootContent): Figure[] {
  if (!('type' in node)) return []
  const block = node as RootContent
  if (block.type === 'leafDirective') return fromDirective(block) ?? []
  return block.type === 'paragraph' ? fromParagraph(block) : []
}

function fromParagraph({ children }: Paragraph): Figure[] {
  const shown = children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const images = shown.filter((child) => child.type === 'image')
  if (images.length < shown.length) return []
  return images.map((image) => ({
    type: 'figure',
    src: image.url,
    alt: image.alt ?? '',
    credit: '',
    children: titleOf(image),
  }))
}

function fromDirective({ name, attributes, children }: LeafDirective): Figure[] | undefined {
  if (name !== 'figure') return undefined
  return [
    {
      type: 'figure',
      src: attributes?.src ?? '',
      alt: attributes?.alt ?? '',
      credit: attributes?.credit ?? '',
      children,
    },
  ]
}

function titleOf({ title }: Image): Figure['children'] {
  return title ? [{ type: 'text', value: title }] : []
}

/** How a picture a story names is shown; nothing when it is not. */
export type ShowPicture = (src: string) => PictureMarkup | undefined

/** How a picture within a line becomes HTML. */
export function imageHandler(show: ShowPicture): NonNullable<Handlers['image']> {
  return (_state, { url, alt }: Image) => {
    const markup = show(url)
    return markup && showPicture(markup, alt ?? '')
  }
}

/** A picture in the formats and widths it is served in; it waits until it is near. */
export function showPicture(
  { sources, sizes, src, width, height, className }: PictureMarkup,
  alt: string,
): Element {
  const img = element('img', {
    src,
    alt,
    width,
    height,
    loading: 'lazy',
    ...(className !== undefined && { className: [className] }),
  })
  return element('picture', {}, [
    ...sources.map(({ type, srcSet }) => element('source', { type, srcSet, sizes })),
    img,
  ])
}

/** How a figure becomes HTML; who made the picture, its file may say. */
export function figureHandler(show: ShowPicture): NonNullable<Handlers['figure']> {
  return (state, node: Figure): Element => {
    const markup = show(node.src)
    return element('figure', {}, [
      ...(markup ? [showPicture(markup, node.alt)] : []),
      ...figcaption(state.all(node), node.credit || markup?.credit),
    ])
  }
}

/** What stands below a figure: its caption and who made it; nothing where there is neither. */
export function figcaption(caption: ElementContent[], credit: string | undefined): Element[] {
  const words = [...caption]
  if (credit) {
    if (words.length > 0) words.push({ type: 'text', value: ' ' })
    words.push(element('span', { className: ['credit'] }, [{ type: 'text', value: credit }]))
  }
  return words.length > 0 ? [element('figcaption', {}, words)] : []
}
