import type { Element, Nodes, Root } from 'hast'
import { visit } from 'unist-util-visit'
import { element } from './element.ts'

/** The names of regions that scroll. */
export type RegionLabels = { table: string; code: string }

/**
 * Names what scrolls sideways, for people who use a keyboard and a screen reader: tables in their regions, and code. If a
 * text has several, they are numbered.
 */
export function nameRegions(tree: Root | Nodes, labels: RegionLabels) {
  const tables: Element[] = []
  const codes: Element[] = []
  visit(tree, 'element', (node) => {
    if (isTableRegion(node)) tables.push(node)
    if (node.tagName === 'pre') codes.push(node)
  })
  number(tables, labels.table)
  for (const code of codes) Object.assign(code.properties, { tabIndex: 0, role: 'region' })
  number(codes, labels.code)
}

function isTableRegion({ tagName, properties }: Element): boolean {
  return (
    tagName === 'section' &&
    Array.isArray(properties.className) &&
    properties.className.includes('table-scroll')
  )
}

function number(regions: readonly Element[], label: string) {
  for (const [index, { properties }] of regions.entries())
    properties.ariaLabel = regions.length > 1 ? `${label} ${index + 1}` : label
}

/** Puts a task's box and its words into a label, so that the words name the box. */
export function labelTasks(tree: Root | Nodes) {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'input' || parent?.type !== 'element' || index === undefined) return
    const rest = parent.children.slice(index)
    const end = rest.findIndex((child) => child.type === 'element' && blocks.has(child.tagName))
    const words = end < 0 ? rest : rest.slice(0, end)
    parent.children.splice(index, words.length, element('label', {}, words))
    return index + 1
  })
}

const blocks = new Set([
  'ul',
  'ol',
  'p',
  'pre',
  'blockquote',
  'figure',
  'section',
  'div',
  'table',
  'dl',
  'details',
  'hr',
])
