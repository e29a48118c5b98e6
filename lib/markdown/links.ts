import type { Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'

/** Where a link of a story leads on the site: an address, or nothing when there is no such page (any more). */
export type ResolveLink = (url: string) => string | undefined

/** Points links at pages, and takes the link, not the words, away where there is no page to point at. */
export function resolveLinks({ resolve }: { resolve: ResolveLink }) {
  return (tree: Root) => {
    /** Where references lead; of definitions with the same name the first counts. */
    const definitions = new Map<string, string | undefined>()
    visit(tree, 'definition', (node) => {
      const url = resolve(node.url)
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, url)
      node.url = url ?? ''
    })
    visit(tree, (node, index, parent) => {
      if (node.type !== 'link' && node.type !== 'linkReference') return undefined
      const url = node.type === 'link' ? resolve(node.url) : definitions.get(node.identifier)
      if (url !== undefined) {
        if (node.type === 'link') node.url = url
        return undefined
      }
      if (!parent || index === undefined) return undefined
      parent.children.splice(index, 1, ...node.children)
      return [SKIP, index]
    })
  }
}
