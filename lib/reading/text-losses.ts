import type { Image, Parents, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { figuresIn } from '../markdown/figures.ts'
import { headingIds } from '../markdown/headings.ts'
import type { TextAdvice } from './text-advice.ts'

/** Advice on what a text contains and its page would not show: it would be lost in silence. */
export function textLosses(tree: Root): TextAdvice[] {
  const found: TextAdvice[] = []
  const ids = headingIds(tree)
  const referred = new Set<string>()
  visit(tree, 'footnoteReference', ({ identifier }) => void referred.add(identifier))
  visit(tree, (node, _index, parent) => {
    const tell = (message: string, place: typeof node = node) => {
      const offset = place.position?.start.offset
      if (offset !== undefined) found.push({ offset, message })
    }
    switch (node.type) {
      case 'image':
        if (captionIsLost(node, parent))
          tell(
            `The caption "${String(node.title).slice(0, 40)}" is not shown, because the picture stands among words. Give it a paragraph of its own.`,
          )
        return
      case 'table': {
        const columns = node.children[0]?.children.length ?? 0
        for (const row of node.children.slice(1)) {
          const extra = row.children[columns]
          if (extra)
            tell(
              `This row has ${row.children.length} cells, and the table ${columns} columns: what is beyond is not shown. Add a column, or join cells.`,
              extra,
            )
        }
        return
      }
      case 'footnoteDefinition':
        if (!referred.has(node.identifier))
          tell(
            `Nothing refers to the note [^${node.label ?? node.identifier}], so it is not shown. Put its mark into the text, or remove it.`,
          )
        return
      case 'link':
      case 'definition':
        if (node.url.startsWith('#') && node.url.length > 1 && !ids.includes(fragmentOf(node.url)))
          tell(noHeading(node.url))
        return
    }
  })
  return found
}

/** What is wrong with a link to a part that a text does not have. @param target as written in the link */
export function noHeading(target: string): string {
  return `The link leads to ${target.slice(0, 80)}, and no heading there has that name. Correct it after the heading, in small letters with hyphens.`
}

/** The fragment of a link's target, decoded. */
export function fragmentOf(url: string): string {
  const fragment = url.slice(url.indexOf('#') + 1)
  try {
    return decodeURIComponent(fragment).normalize('NFC')
  } catch {
    return fragment
  }
}

function captionIsLost({ title }: Image, parent: Parents | undefined): boolean {
  if (!title || !parent || parent.type === 'containerDirective') return false
  return figuresIn(parent).length === 0
}
