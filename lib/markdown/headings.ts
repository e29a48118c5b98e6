import GithubSlugger, { slug } from 'github-slugger'
import type { Heading, Link, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import type { HtmlElement } from './accept-html.ts'

/**
 * Puts headings below the page's own h1 and makes them linkable. The outline starts at h2 and never skips a level
 * on its way down, whatever the editor began with, so that screen readers can rely on it.
 *
 * @param label the name of the link at a heading, in the story's language
 */
export function linkableHeadings({ label }: { label: string }) {
  return (tree: Root) => {
    const idOf = idMaker()
    /** The levels, as written, of the headings that contain the current one. */
    const open: number[] = []
    visit(tree, 'heading', (heading, index, parent) => {
      while ((open.at(-1) ?? 0) >= heading.depth) open.pop()
      open.push(heading.depth)
      heading.depth = Math.min(6, open.length + 1) as Heading['depth']
      const id = idOf(heading)
      heading.data = { hProperties: { id } }
      if (!parent || index === undefined) return undefined
      // Beside the heading and without text, so that it is not part of the heading's words. The stylesheet shows a #.
      const name = `${label}: ${plainText(heading, { includeHtml: false }).trim()}`
      const link: Link = {
        type: 'link',
        url: `#${id}`,
        data: { hProperties: { className: ['heading-link'], ariaLabel: name } },
        children: [],
      }
      parent.children.splice(index, 1, {
        type: 'htmlElement',
        // Reader views drop a div that holds little but a link beside its heading.
        name: 'section',
        attributes: {},
        data: { hProperties: { className: ['heading'] } },
        children: [heading, link],
      } as HtmlElement)
      return [SKIP, index + 1]
    })
  }
}

/** The ids of all headings of a text, for links within the page. */
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
