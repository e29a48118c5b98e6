import type { Nodes, Parents, Text } from 'hast'
import { typesetPieces } from '../i18n/typography.ts'

/** What is quoted letter by letter, or stands beside the line like a note's number. */
const verbatim = new Set(['code', 'pre', 'kbd', 'samp', 'var', 'sub', 'sup'])

/** What stands within a line. Every other element begins a line of its own. */
const inline = new Set(
  'a abbr b bdi bdo cite del dfn em i ins mark q ruby s small span strong time u wbr'.split(' '),
)

/** Stands for what must not be read; it is no letter, no space, and no mark. */
const object = '\ufffc'

const address = /^(?:https?:\/\/|www\.|mailto:)\S+$|^\S+@\S+\.\S+$/i

/** Sets the words of a tree in the typography of its language, except for code, addresses and words of other languages. */
export function typesetTree(tree: Parents, lang: string): void {
  let line: (Text | undefined)[] = []
  const end = () => {
    const set = typesetPieces(
      line.map((node) => node?.value ?? object),
      lang,
    )
    for (const [index, node] of line.entries()) if (node) node.value = set[index] ?? node.value
    line = []
  }
  const read = (node: Nodes) => {
    if (node.type === 'text') line.push(address.test(node.value) ? undefined : node)
    else if (node.type === 'element' || node.type === 'root') {
      const kept = node.type === 'element' && isKept(node.tagName, node.properties.lang, lang)
      if (kept) {
        line.push(undefined)
        return
      }
      const block = node.type === 'root' || !inline.has(node.tagName)
      if (block) end()
      for (const child of node.children) read(child)
      if (block) end()
    }
  }
  read(tree)
}

function isKept(tagName: string, other: unknown, lang: string): boolean {
  return verbatim.has(tagName) || (typeof other === 'string' && other !== lang)
}
