import type { Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

/** Gives `10:30am` or `note:this` back as the words they are: the dialect has no directives inside of a line. */
export function restoreTextDirectives() {
  return (tree: Root, file: VFile) => {
    const source = String(file)
    visit(tree, 'textDirective', (node, index, parent) => {
      const { start, end } = node.position ?? {}
      if (!parent || index === undefined) return undefined
      const value = source.slice(start?.offset, end?.offset)
      parent.children.splice(index, 1, { type: 'text', value })
      return [SKIP, index + 1]
    })
  }
}
