import type { Element, ElementContent } from 'hast'
import type { Image, Node, Paragraph, Parent, PhrasingContent, Root, RootContent } from 'mdast'
import type { LeafDirective } from 'mdast-util-directive'
import type { Handlers } from 'mdast-util-to-hast'
import { visit } from 'unist-util-visit'
import type { HtmlElement } from './accept-html.ts'
import { element, slot } from './element.ts'

declare module 'mdast' {
  interface RootContentMap {
    figure: Figure
  }
}

/** A picture on its own, with its caption and credit. */
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

/** The figures in a block: a directive is one, and a paragraph of nothing but pictures has one for each. */
export function figuresIn(node: Node | RootContent): Figure[] {
  if (!('type' in node)) return []
  const block = node as RootContent
  if (block.type === 'leafDirective') return fromDirective(block) ?? []
  if (block.type === 'htmlElement') return fromHtml(block)
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

/** A `<figure>` with a picture and, at most, a caption of words. */
function fromHtml({ name, children }: HtmlElement): Figure[] {
  if (name !== 'figure') return []
  const [first, second, ...more] = children
    .filter((child) => child.type !== 'text' || child.value.trim() !== '')
    .toSorted((a, b) => Number(b.type === 'image') - Number(a.type === 'image'))
  if (first?.type !== 'image' || more.length > 0) return []
  if (!second)
    return [{ type: 'figure', src: first.url, alt: first.alt ?? '', credit: '', children: titleOf(first) }]
  if (second.type !== 'htmlElement' || second.name !== 'figcaption') return []
  const words = second.children as PhrasingContent[]
  return [{ type: 'figure', src: first.url, alt: first.alt ?? '', credit: '', children: words }]
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

/** Turns a picture within a line into HTML. */
export function imageHandler(): NonNullable<Handlers['image']> {
  return (_state, { url, alt }: Image) => pictureSlot(url, alt ?? '')
}

/** A picture of this site, which is looked up when a page is made. */
export function pictureSlot(src: string, alt: string): Element {
  return slot('picture', { picture: src, alt })
}

/** Turns a figure into HTML; the picture's file may say who made it. */
export function figureHandler(): NonNullable<Handlers['figure']> {
  return (state, node: Figure): Element =>
    element('figure', {}, [
      pictureSlot(node.src, node.alt),
      ...figcaption(state.all(node), node.credit, node.src),
    ])
}

/**
 * The `<figcaption>` of a figure: its caption and credit; empty where there is neither.
 *
 * @param picture whose file may say who made it, if the text does not
 */
export function figcaption(caption: ElementContent[], credit: string, picture?: string): Element[] {
  const alone = caption.length === 0
  if (!credit && picture !== undefined) {
    const late = { credit: picture, alone }
    return [alone ? slot('figcaption', late) : element('figcaption', {}, [...caption, slot('span', late)])]
  }
  const words = [...caption]
  if (credit) {
    if (!alone) words.push({ type: 'text', value: ' ' })
    words.push(element('span', { className: ['credit'] }, [{ type: 'text', value: credit }]))
  }
  return words.length > 0 ? [element('figcaption', {}, words)] : []
}
