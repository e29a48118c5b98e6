import type { Nodes } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { figuresIn } from '../markdown/figures.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { moment } from '../newsroom/fields.ts'

// Most texts have no figure with an end, and this shows it without parsing.
const mayEnd = /^[^\n]*::figure[^\n]*\buntil\s*=/m

/**
 * A text without the figures whose right to be shown has ended, `::figure[…]{… until="2025-06-01T00:00:00Z"}`, as if they
 * had never been there. Line numbers do not change. A gallery with no figures left is removed too.
 *
 * @param now epoch milliseconds
 * @returns also when the next right ends, if one does
 */
export function withoutEndedFigures(body: string, now: number): { body: string; due?: number } {
  if (!mayEnd.test(body)) return { body }
  const cuts: { from: number; to: number }[] = []
  let due = Number.POSITIVE_INFINITY
  const hasEnded = (node: Nodes): boolean => {
    const end = endOf(node)
    if (end !== undefined && end > now) due = Math.min(due, end)
    return end !== undefined && end <= now
  }
  visit(parseMarkdown(body), (node) => {
    const isGallery = node.type === 'containerDirective' && node.name === 'gallery'
    const figures = isGallery ? node.children.filter((child) => figuresIn(child).length > 0) : []
    const isOver = figures.length > 0 ? figures.every(hasEnded) : hasEnded(node)
    if (!isOver || !node.position) return undefined
    cuts.push({ from: node.position.start.offset ?? 0, to: node.position.end.offset ?? 0 })
    return SKIP
  })
  const left = cuts.reduceRight(
    (text, { from, to }) =>
      text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n]/g, '') + text.slice(to),
    body,
  )
  return { body: left, ...(due < Number.POSITIVE_INFINITY && { due }) }
}

/** When the right to show a figure ends, epoch milliseconds; undefined where no moment is given. */
function endOf(node: Nodes): number | undefined {
  if (node.type !== 'leafDirective' || node.name !== 'figure' || node.attributes?.until == null)
    return undefined
  const read = moment().safeParse(node.attributes.until)
  return read.success ? read.data : undefined
}
