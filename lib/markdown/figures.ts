import type { Element, ElementContent } from 'hast'
import type { Image, Paragraph, Parent, PhrasingContent, Root } from 'mdast'
import type { LeafDirective } from 'mdast-util-directive'
import type { Handlers } from 'mdast-util-to-hast'
import { visit } from 'unist-util-visit'

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
      const figure =
        node.type === 'paragraph'
          ? fromParagraph(node)
          : node.type === 'leafDirective'
            ? fromDirective(node)
            : undefined
      if (figure) parent.children.splice(index, 1, figure)
    })
  }
}

function fromParagraph({ children }: Paragraph): Figure | undefined {
  const [image, ...more] = children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  if (image?.type !== 'image' || more.length > 0) return undefined
  return { type: 'figure', src: image.url, alt: image.alt ?? '', credit: '', children: titleOf(image) }
}

function fromDirective({ name, attributes, children }: LeafDirective): Figure | undefined {
  if (name !== 'figure') return undefined
  return {
    type: 'figure',
    src: attributes?.src ?? '',
    alt: attributes?.alt ?? '',
    credit: attributes?.credit ?? '',
    children,
  }
}

function titleOf({ title }: Image): Figure['children'] {
  return title ? [{ type: 'text', value: title }] : []
}

/** How a picture within a line becomes HTML; `pictureUrl` says where the browser finds the file. */
export function imageHandler(pictureUrl: (src: string) => string): NonNullable<Handlers['image']> {
  return (_state, { url, alt }: Image): Element => picture(pictureUrl(url), alt ?? '')
}

function picture(src: string, alt: string): Element {
  return { type: 'element', tagName: 'img', properties: { src, alt, loading: 'lazy' }, children: [] }
}

/** How a figure becomes HTML; `pictureUrl` says where the browser finds the file. */
export function figureHandler(pictureUrl: (src: string) => string): NonNullable<Handlers['figure']> {
  return (state, node: Figure): Element => {
    const children: ElementContent[] = [picture(pictureUrl(node.src), node.alt)]
    const caption: ElementContent[] = state.all(node)
    if (node.credit) {
      const credit: Element = {
        type: 'element',
        tagName: 'span',
        properties: { className: ['credit'] },
        children: [{ type: 'text', value: node.credit }],
      }
      caption.push(...(caption.length > 0 ? [{ type: 'text' as const, value: ' ' }] : []), credit)
    }
    if (caption.length > 0)
      children.push({ type: 'element', tagName: 'figcaption', properties: {}, children: caption })
    return { type: 'element', tagName: 'figure', properties: {}, children }
  }
}
