import type { Element, Nodes, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { CreditSlot, LinkSlot, PictureSlot, PlayerSlot, Prose } from './prose.ts'

/** Marks an element as a slot. Only our own handlers set it: nothing in a text becomes an element's data. */
export type SlotMark =
  | Omit<LinkSlot, 'words'>
  | PictureSlot
  | CreditSlot
  | PlayerSlot
  /** Its children are its two forms, framed and linked. */
  | { frame: string }

declare module 'hast' {
  interface ElementData {
    slot?: SlotMark
  }
}

/** Turns a sanitized tree into HTML, cut where there are slots. */
export function cut({ children }: Root): Prose {
  const prose: Prose = []
  write(children, prose)
  return prose
}

/** @param into what has been written so far; this is appended to it */
function write(nodes: readonly RootContent[], into: Prose): void {
  let whole: RootContent[] = []
  const writeWhole = () => {
    if (whole.length > 0) add(toHtml({ type: 'root', children: whole }), into)
    whole = []
  }
  for (const node of nodes) {
    if (!hasSlot(node)) whole.push(node)
    else {
      writeWhole()
      writeSlotted(node, into)
    }
  }
  writeWhole()
}

/** Writes an element that is a slot or contains one. */
function writeSlotted(node: Element, into: Prose): void {
  const slot = node.data?.slot
  if (!slot) {
    const tags = toHtml({ ...node, children: [] })
    const end = `</${node.tagName}>`
    add(tags.slice(0, -end.length), into)
    write(node.children, into)
    add(end, into)
  } else if ('link' in slot) into.push({ ...slot, words: cut({ type: 'root', children: node.children }) })
  else if ('frame' in slot) {
    const [framed, linked] = node.children.map((child) => cut({ type: 'root', children: [child] }))
    into.push({ ...slot, framed: framed ?? [], linked: linked ?? [] })
  } else into.push(slot)
}

function add(html: string, into: Prose): void {
  const last = into.at(-1)
  if (typeof last === 'string') into[into.length - 1] = last + html
  else into.push(html)
}

function hasSlot(node: Nodes): node is Element {
  if (node.type !== 'element') return false
  return node.data?.slot !== undefined || node.children.some(hasSlot)
}
