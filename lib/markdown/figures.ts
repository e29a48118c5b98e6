import type { Element, ElementContent, Properties } from 'hast'
import type { Image, Paragraph, Parent, PhrasingContent, Root } from 'mdast'
import type { LeafDirective } from 'mdast-util-directive'
import type { Handlers } from 'mdast-util-to-hast'
import { visit } from 'unist-util-visit'
import type { PictureMarkup } from '../picture-markup.ts'

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

/** How a picture a story names is shown; nothing when it is not. */
export type ShowPicture = (src: string) => PictureMarkup | undefined

/** How a picture within a line becomes HTML. */
export function imageHandler(show: ShowPicture): NonNullable<Handlers['image']> {
  return (_state, { url, alt }: Image) => {
    const markup = show(url)
    return markup && picture(markup, alt ?? '')
  }
}

function picture({ sources, sizes, src, width, height, className }: PictureMarkup, alt: string): Element {
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
    const children: ElementContent[] = markup ? [picture(markup, node.alt)] : []
    const caption: ElementContent[] = state.all(node)
    const credit = node.credit || markup?.credit
    if (credit) {
      if (caption.length > 0) caption.push({ type: 'text', value: ' ' })
      caption.push(element('span', { className: ['credit'] }, [{ type: 'text', value: credit }]))
    }
    if (caption.length > 0) children.push(element('figcaption', {}, caption))
    return element('figure', {}, children)
  }
}

function element(tagName: string, properties: Properties, children: ElementContent[] = []): Element {
  return { type: 'element', tagName, properties, children }
}
