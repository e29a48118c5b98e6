import GithubSlugger, { slug } from 'github-slugger'
import type { Heading, Link, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { HtmlElement } from './accept-html.ts'

/**
 * Fits headings under the page's own h1 and makes them linkable. The outline starts at h2 and never skips a level
 * on its way down, whatever the editor began with, so that screen readers can trust it.
 *
 * @param label says in the story's language what the link at a heading is
 */
export function linkableHeadings({ label }: { label: string }) {
  return (tree: Root) => {
    const idOf = idMaker()
    /** The depths as written of the headings that contain the current one. */
    const open: number[] = []
    visit(tree, 'heading', (heading, index, parent) => {
      while ((open.at(-1) ?? 0) >= heading.depth) open.pop()
      open.push(heading.depth)
      heading.depth = Math.min(6, open.length + 1) as Heading['depth']
      const id = idOf(heading)
      heading.data = { hProperties: { id } }
      if (!parent || index === undefined) return undefined
      // Beside the heading, and without a text of its own: it is no part of the heading's words. The stylesheet shows a #.
      const name = `${label}: ${plainText(heading, { includeHtml: false }).trim()}`
      const link: Link = {
        type: 'link',
        url: `#${id}`,
        data: { hProperties: { className: ['heading-link'], ariaLabel: name } },
        children: [],
      }
      parent.children.splice(index, 1, {
        type: 'htmlElement',
        // Reader views drop a div that has little but a link beside its heading.
        name: 'section',
        attributes: {},
        data: { hProperties: { className: ['heading'] } },
        children: [heading, link],
      } as HtmlElement)
      return [SKIP, index + 1]
    })
  }
}

/** The ids of all headings of a text, as links within the page name them. */
export function headingIds(tree: Root): string[] {
  const idOf = idMaker()
  const ids: string[] = []
  visit(tree, 'heading', (heading) => void ids.push(idOf(heading)))
  return ids
}

function idMaker(): (heading: Heading) => string {
  const slugger = new GithubSlugger()
  // mdast-util-to-hast gives this id to the heading of the footnotes.
  slugger.slug('footnote-label')
  return (heading) => slugger.slug(slug(plainText(heading, { includeHtml: false }).trim()) || 'section')
}
