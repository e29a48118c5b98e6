import { Parser } from 'htmlparser2'
import type { Html, Node, Parent, Parents, PhrasingContent, Root, RootContent } from 'mdast'
import { leadingComment } from './comments.ts'
import { holdsWords, isAccepted, keptAttributes, mayStand } from './html-elements.ts'

declare module 'mdast' {
  interface RootContentMap {
    htmlElement: HtmlElement
  }
  interface PhrasingContentMap {
    htmlElement: HtmlElement
  }
  interface Data {
    fromHtml?: FromHtml
  }
}

/** What a node was in the text, if not all of it is kept. */
export type FromHtml = {
  name: string
  /** Attributes that were left out. */
  dropped: string[]
  /** Whether it is not allowed at its place, so that only its content is kept. */
  unplaced: boolean
}

/** An element written as HTML in a text, with what is kept of it. */
export interface HtmlElement extends Parent {
  type: 'htmlElement'
  name: string
  attributes: Record<string, string>
  children: RootContent[]
}

/** Below this depth only the content of an element is kept. */
const maxDepth = 24

/**
 * Turns a text's HTML into nodes of its tree, so that it is checked, shown and searched like everything else. HTML with an
 * element that is not accepted stays an `html` node, which is never shown; comments are removed.
 */
export function acceptHtml(tree: Root) {
  acceptIn(tree)
}

function acceptIn(parent: Parents) {
  for (const child of parent.children) if ('children' in child) acceptIn(child)
  if (!parent.children.some(({ type }) => type === 'html')) return
  const blocks = holdsBlocks(parent)
  const folded = fold(parent.children, !blocks)
  parent.children = (blocks ? inParagraphs(folded) : folded) as typeof parent.children
}

function holdsBlocks({ type }: Parents): boolean {
  return type === 'root' || type === 'blockquote' || type === 'listItem' || type === 'footnoteDefinition'
}

/** Where the parser is adding nodes. */
type Place = { children: RootContent[]; within: string | undefined; amongWords: boolean }

/** Puts everything between an opening and a closing tag into one element. An unclosed element ends with its parent. */
function fold(children: readonly RootContent[], amongWords: boolean): RootContent[] {
  const result: RootContent[] = []
  const places: Place[] = [{ children: result, within: undefined, amongWords }]
  const here = () => places.at(-1) ?? { children: result, within: undefined, amongWords }
  let position: Node['position']
  const parser = new Parser({
    onopentag(name, given) {
      const place = here()
      const made =
        name === leadingComment || places.length > maxDepth ? undefined : opened(name, given, place)
      if (made) place.children.push({ ...made, ...(position && { position }) })
      places.push(made && 'children' in made ? inside(made, name, place) : place)
    },
    onclosetag: () => void places.pop(),
    ontext(value) {
      const { children } = here()
      const last = children.at(-1)
      if (last?.type === 'text' && !last.position) last.value += value
      else children.push({ type: 'text', value })
    },
  })
  for (const child of children) {
    if (child.type === 'html' && isAcceptedHtml(child)) {
      position = child.position
      // The line break ends a character reference without a semicolon.
      parser.write(amongWords ? child.value : `${child.value}\n`)
    } else here().children.push(child)
  }
  parser.end()
  return result
}

function inside(made: RootContent & Parent, name: string, { within, amongWords }: Place): Place {
  return {
    children: made.children as RootContent[],
    within: made.data?.fromHtml?.unplaced ? within : name,
    amongWords: amongWords || holdsWords(name),
  }
}

function opened(name: string, given: Record<string, string>, place: Place): RootContent {
  const { kept, dropped } = keptAttributes(name, given)
  const unplaced = !mayStand(name, place.within, place.amongWords)
  const data = unplaced || dropped.length > 0 ? { data: { fromHtml: { name, dropped, unplaced } } } : {}
  const wrapper = place.amongWords ? 'span' : 'div'
  if (unplaced) return { type: 'htmlElement', name: wrapper, attributes: {}, children: [], ...data }
  const title = kept.title ?? null
  switch (name) {
    case 'img':
      return { type: 'image', url: kept.src ?? '', alt: kept.alt ?? '', title, ...data }
    case 'br':
      return { type: 'break', ...data }
    case 'hr':
      return { type: 'thematicBreak', ...data }
    case 'a':
      if (kept.href !== undefined) return { type: 'link', url: kept.href, title, children: [], ...data }
      return { type: 'htmlElement', name: 'span', attributes: {}, children: [], ...data }
    case 'p':
      return { type: 'paragraph', children: [], ...data }
  }
  return { type: 'htmlElement', name, attributes: kept, children: [], ...data }
}

/** Whether HTML consists of accepted elements and comments, with text between. */
function isAcceptedHtml({ value }: Html): boolean {
  const written = value.replace(/<!--[\s\S]*?(?:-->|$)/g, '')
  if (/<[!?]/.test(written)) return false
  const names = [...written.matchAll(/<\/?([a-z][^\s/>]*)/gi)].map(([, name = '']) => name.toLowerCase())
  return names.every((name) => isAccepted(name) || name === leadingComment)
}

/** Wraps words among blocks in paragraphs, such as those of a line that is all HTML. */
function inParagraphs(children: readonly RootContent[]): RootContent[] {
  const blocks: RootContent[] = []
  let words: RootContent[] = []
  const close = () => {
    const seen = words.some((word) => word.type !== 'text' || word.value.trim() !== '')
    const position = words.find((word) => word.position)?.position
    if (seen)
      blocks.push({ type: 'paragraph', children: words as PhrasingContent[], ...(position && { position }) })
    words = []
  }
  for (const child of children) {
    if (isWord(child)) words.push(child)
    else {
      close()
      blocks.push(child)
    }
  }
  close()
  return blocks
}

function isWord(node: RootContent): boolean {
  if (node.type === 'htmlElement') return holdsWords(node.name) && node.name !== 'summary'
  return ['text', 'image', 'break', 'link', 'emphasis', 'strong', 'delete', 'inlineCode'].includes(node.type)
}
