import type { Nodes, Parents, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { closedDirections, createCloser } from '../i18n/directions.ts'

/**
 * Closes in each block the directional controls it leaves open. On a page a block ends them by itself, but its words are
 * also shown beside others: in captions, titles of players and embeds, structured data, feeds.
 */
export function closeDirections(tree: Root) {
  visit(tree, (node) => {
    if ('alt' in node && node.alt) node.alt = closedDirections(node.alt)
    if ('title' in node && node.title) node.title = closedDirections(node.title)
    if ('attributes' in node)
      for (const [name, value] of Object.entries(node.attributes ?? {}))
        if (value && node.attributes) node.attributes[name] = closedDirections(value)
    if (isBlockOfWords(node)) closeBlock(node)
  })
}

function isBlockOfWords(node: Nodes): node is Extract<Nodes, Parents> {
  return ['paragraph', 'heading', 'tableCell', 'leafDirective'].includes(node.type)
}

function closeBlock(block: Extract<Nodes, Parents>) {
  const closer = createCloser()
  visit(block, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') node.value = closer.pass(node.value)
  })
  const value = closer.end()
  if (value !== '') (block.children as Nodes[]).push({ type: 'text', value })
}
