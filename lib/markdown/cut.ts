import type { Element, Nodes, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { CreditSlot, LinkSlot, PictureSlot, PlayerSlot, Prose } from './prose.ts'

/** What makes an element a slot. Only handlers of ours set it: nothing a text says becomes an element's data. */
export type SlotMark =
  | Omit<LinkSlot, 'words'>
  | PictureSlot
  | CreditSlot
  | PlayerSlot
  /** Its children are the two forms it has, framed and linked. */
  | { frame: string }

declare module 'hast' {
  interface ElementData {
    slot?: SlotMark
  }
}

/** Writes down a tree that has been made safe, and cuts it where there are slots. */
export function cut({ children }: Root): Prose {
  const prose: Prose = []
  write(children, prose)
  return prose
}

/** @param into what has been written so far, to which this is added */
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

/** An element that is a slot or holds one. */
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
