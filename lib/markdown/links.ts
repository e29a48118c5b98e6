import type { Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'

/** Where a link of a story leads on the site: an address, or nothing when there is no such page (any more). */
export type ResolveLink = (url: string) => string | undefined

/** Points links at pages, and takes the link, not the words, away where there is no page to point at. */
export function resolveLinks({ resolve }: { resolve: ResolveLink }) {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'definition') node.url = resolve(node.url) ?? ''
      if (node.type !== 'link') return undefined
      const url = resolve(node.url)
      if (url !== undefined) {
        node.url = url
        return undefined
      }
      if (!parent || index === undefined) return undefined
      parent.children.splice(index, 1, ...node.children)
      return [SKIP, index]
    })
  }
}
