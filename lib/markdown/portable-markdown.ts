import type { Definition, Image, Node, Parent } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { toString as plainText } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { galleryTitle, isDirectiveLabel } from './galleries.ts'
import { asMeant, parseWritten } from './parse.ts'
import { portableHtml } from './portable-html.ts'
import { inlineLink } from './write-portable.ts'

/** A text's Markdown for use elsewhere, in which the site's addresses are still to be filled in. */
export type PortableMarkdown = (string | PortableSlot)[]

export type PortableSlot =
  /** The marks that open and close a link; `as` is how the text writes them. */
  | { open: string; as: string }
  | { close: string; as: string; title?: string }
  /** The same for a link whose address is in a definition. */
  | { mark: string; as: string }
  | { definition: string; label: string; title?: string }
  | { picture: string; alt: string; title?: string }
  | { media: string; words: string }

/** A part of the source, by offsets, and its replacement. */
type Edit = { from: number; to: number; put: PortableMarkdown }

/**
 * A story's Markdown for use elsewhere. It stays as the author wrote it, except that addresses become absolute, dead
 * links become their words, figures and galleries become plain Markdown, players and embeds become links, and comments,
 * which are not for readers, are removed.
 */
export function portableMarkdown(body: string): PortableMarkdown {
  const source = asMeant(body)
  const tree = parseWritten(source)
  /** Where references lead; of several definitions with the same name the first counts. */
  const targets = new Map<string, string>()
  visit(tree, 'definition', ({ identifier, url }) => {
    if (!targets.has(identifier)) targets.set(identifier, url)
  })
  const edits: Edit[] = []
  visit(tree, (node, _index, parent) => {
    // A bare address that the parser found in its second pass: it stays as written.
    if (!node.position) return undefined
    if (node.type === 'paragraph' && parent?.type === 'containerDirective' && isDirectiveLabel(node))
      return SKIP
    switch (node.type) {
      case 'html':
        edits.push({ ...span(node), put: portableHtml(node.value) })
        return
      case 'link': {
        const { url, title } = node
        const marks = closedUp(marksOf(node, source), url, source)
        edits.push({ ...marks.before, put: [{ open: url, as: marks.before.as }] })
        // Other software knows no space between a link's words and its address.
        const as = marks.after.as.replace(/^\] \(/, '](')
        edits.push({ ...marks.after, put: [{ close: url, as, ...titled(title) }] })
        return
      }
      case 'linkReference': {
        const mark = targets.get(node.identifier)
        if (mark === undefined) return
        for (const { as, ...place } of Object.values(marksOf(node, source)))
          edits.push({ ...place, put: [{ mark, as }] })
        return
      }
      case 'definition':
        edits.push({ ...span(node), put: [definition(node)] })
        return
      case 'image':
        edits.push({ ...span(node), put: [picture(node)] })
        return
      case 'containerDirective':
        edits.push(...gallery(node))
        return
      case 'leafDirective':
        if (node.name === 'figure') {
          edits.push(...figure(node, source))
          return
        }
        edits.push({ ...span(node), put: [played(node), creditOf(node)] })
        return SKIP
    }
    return undefined
  })
  return applied(source, edits)
}

function definition({ identifier, label, url, title }: Definition): PortableSlot {
  return { definition: url, label: label ?? identifier, ...titled(title) }
}

function picture({ url, alt, title }: Pick<Image, 'url' | 'alt' | 'title'>): PortableSlot {
  return { picture: url, alt: alt ?? '', ...titled(title) }
}

function titled(title: string | null | undefined): { title?: string } {
  return title ? { title } : {}
}

function figure(node: LeafDirective, source: string): Edit[] {
  const { src, alt } = node.attributes ?? {}
  const { before, after } = marksOf(node, source)
  const shown = picture({ url: src ?? '', alt: alt ?? '' })
  return [
    { ...before, put: node.children.length > 0 ? [shown, '\n\n'] : [shown] },
    { ...after, put: [creditOf(node)] },
  ]
}

function played(node: LeafDirective): string | PortableSlot {
  const words = plainText(node) || node.name
  const src = node.attributes?.src ?? ''
  if (node.name !== 'embed') return { media: src, words }
  return src === '' ? words : inlineLink(words, src)
}

function creditOf({ attributes }: LeafDirective): string {
  return attributes?.credit ? ` ${attributes.credit}` : ''
}

/** Reduces a gallery to its title and its pictures. */
function gallery(node: ContainerDirective): Edit[] {
  const { from, to } = span(node)
  const pictures = node.children.filter((child) => !isDirectiveLabel(child))
  const [first, last] = [pictures.at(0), pictures.at(-1)]
  const title = galleryTitle(node)
  if (!first || !last) return [{ from, to, put: [title] }]
  return [
    { from, to: span(first).from, put: title ? [`${title}\n\n`] : [] },
    { from: span(last).to, to, put: [] },
  ]
}

/** The marks around a node's children: where they are, and how the text writes them. */
function marksOf(node: Node & Partial<Parent>, body: string) {
  const { from, to } = span(node)
  const first = node.children?.at(0)
  const last = node.children?.at(-1)
  const start = first ? span(first).from : to
  const end = last ? span(last).to : to
  return {
    before: { from, to: start, as: body.slice(from, start) },
    after: { from: end, to, as: body.slice(end, to) },
  }
}

/**
 * The marks of a link; a bare address gets some where other software would take what follows it for a part of it: it ends
 * one before spaces and ASCII punctuation alone.
 */
function closedUp(
  marks: ReturnType<typeof marksOf>,
  url: string,
  source: string,
): ReturnType<typeof marksOf> {
  const { before, after } = marks
  if (before.as !== '' || !/^(?!\p{ASCII}|\s)./u.test(source.slice(after.to, after.to + 2))) return marks
  const words = source.slice(before.to, after.from)
  if (!url.endsWith(words)) return marks
  // Of www.example.com, what an address in brackets has to begin with.
  const missing = url.slice(0, -words.length)
  return { before: { ...before, as: `<${missing}` }, after: { ...after, as: '>' } }
}

function span({ position }: Node): { from: number; to: number } {
  return { from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 }
}

function applied(source: string, edits: readonly Edit[]): PortableMarkdown {
  const written: PortableMarkdown = []
  let at = 0
  for (const { from, to, put } of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    written.push(source.slice(at, from), ...put)
    at = to
  }
  written.push(source.slice(at))
  return written
}
