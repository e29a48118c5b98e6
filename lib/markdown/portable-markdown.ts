import type { Definition, Image, Node, Parent } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { toString as plainText } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { galleryTitle, isDirectiveLabel } from './galleries.ts'
import type { ResolveLink } from './links.ts'
import { parseMarkdown } from './parse.ts'

export type PortableContext = {
  /** The absolute address a link leads to; nothing takes the link away and keeps its words. */
  resolveLink: ResolveLink
  /** The absolute address of a picture the story names. */
  pictureUrl: (src: string) => string
  /** The absolute address of a media file the story names; nothing when it is not played. */
  mediaUrl: (src: string) => string | undefined
}

/** A stretch of the source, by offsets, and what stands in its place. */
type Edit = { from: number; to: number; text: string }

/**
 * A story's Markdown for use elsewhere: as its author wrote it, but for addresses, which are absolute, links that lead
 * nowhere, which leave their words, figures and galleries, which become plain Markdown, players and embeds, which become
 * links, and comments, which are not for readers.
 */
export function portableMarkdown(body: string, context: PortableContext): string {
  const tree = parseMarkdown(body)
  const targets = new Map<string, string | undefined>()
  visit(tree, 'definition', ({ identifier, url }) => {
    if (!targets.has(identifier)) targets.set(identifier, context.resolveLink(url))
  })
  const edits: Edit[] = []
  visit(tree, (node, _index, parent) => {
    if (node.type === 'paragraph' && parent?.type === 'containerDirective' && isDirectiveLabel(node))
      return SKIP
    switch (node.type) {
      case 'html':
        edits.push({ ...span(node), text: '' })
        return
      case 'link': {
        const url = context.resolveLink(node.url)
        if (url === undefined) edits.push(...around(node, '', ''))
        // An address written out leads where it says.
        else if (url !== node.url) edits.push(...around(node, '[', `](${address(url, node.title)})`))
        return
      }
      case 'linkReference':
        if (targets.has(node.identifier) && targets.get(node.identifier) === undefined)
          edits.push(...around(node, '', ''))
        return
      case 'definition':
        edits.push({ ...span(node), text: definition(node, context) })
        return
      case 'image':
        edits.push({ ...span(node), text: picture(node, context) })
        return
      case 'containerDirective':
        edits.push(...gallery(node))
        return
      case 'leafDirective': {
        const { src, alt, credit } = node.attributes ?? {}
        const after = credit ? ` ${credit}` : ''
        if (node.name === 'figure') {
          const shown = picture({ url: src ?? '', alt: alt ?? '' }, context)
          edits.push(...around(node, node.children.length > 0 ? `${shown}\n\n` : shown, after))
          return
        }
        const url = node.name === 'embed' ? (src ?? undefined) : context.mediaUrl(src ?? '')
        const words = plainText(node) || node.name
        const text = url === undefined ? words : `[${escaped(words)}](${address(url, undefined)})`
        edits.push({ ...span(node), text: text + after })
        return SKIP
      }
    }
    return undefined
  })
  return applied(body, edits)
}

function definition({ identifier, label, url, title }: Definition, { resolveLink }: PortableContext): string {
  const target = resolveLink(url)
  return target === undefined ? '' : `[${label ?? identifier}]: ${address(target, title)}`
}

function picture(
  { url, alt, title }: Pick<Image, 'url' | 'alt' | 'title'>,
  context: PortableContext,
): string {
  return `![${escaped(alt ?? '')}](${address(context.pictureUrl(url), title)})`
}

function escaped(words: string): string {
  return words.replace(/[\\[\]]/g, '\\$&')
}

/** Leaves of a gallery its title and its pictures. */
function gallery(node: ContainerDirective): Edit[] {
  const { from, to } = span(node)
  const pictures = node.children.filter((child) => !isDirectiveLabel(child))
  const [first, last] = [pictures.at(0), pictures.at(-1)]
  const title = galleryTitle(node)
  if (!first || !last) return [{ from, to, text: title }]
  return [
    { from, to: span(first).from, text: title && `${title}\n\n` },
    { from: span(last).to, to, text: '' },
  ]
}

function address(url: string, title: string | null | undefined): string {
  // Angle brackets let an address hold whatever a URL may: parentheses above all.
  const safe = /[()]/.test(url) ? `<${url}>` : url
  return title ? `${safe} "${title.replace(/["\\]/g, '\\$&')}"` : safe
}

/** Puts something else around a node's children, in place of its own marks. */
function around(node: Node & Partial<Parent>, before: string, after: string): Edit[] {
  const { from, to } = span(node)
  const [first, last] = [node.children?.at(0), node.children?.at(-1)]
  if (!first || !last) return [{ from, to, text: before + after }]
  return [
    { from, to: span(first).from, text: before },
    { from: span(last).to, to, text: after },
  ]
}

function span({ position }: Node): { from: number; to: number } {
  return { from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 }
}

function applied(source: string, edits: readonly Edit[]): string {
  let written = ''
  let at = 0
  for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    written += source.slice(at, from) + text
    at = to
  }
  return written + source.slice(at)
}
