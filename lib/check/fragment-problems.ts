import { visit } from 'unist-util-visit'
import { pathsOfTextsLike, publicText } from '../index/kept-prose.ts'
import { findStandingPage } from '../index/queries/newsroom-queries.ts'
import { findStory } from '../index/queries/story-queries.ts'
import { headingIds } from '../markdown/headings.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { contentTarget } from '../newsroom/link-target.ts'
import type { Problem } from '../newsroom/problem.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import { readFrontMatter } from '../reading/front-matter.ts'
import { fragmentOf, noHeading } from '../reading/text-losses.ts'
import { resolveUrl } from '../urls/resolve.ts'
import type { View } from '../urls/target.ts'

/** By file, and by address. */
const patterns = ['*.md#*', '*(/*#*', '*: /*#*', '*</*#*']

/**
 * Links to a part of another text that has no such part: `[words](other.en.md#nothing)`, `[words](/en/about#nothing)`.
 */
export function fragmentProblems(view: View, folder: ContentFolder): Problem[] {
  const { db } = view
  const known = new Map<string, string[] | undefined>()
  const idsOf = (path: string) => {
    if (!known.has(path)) {
      const text = publicText(db, path)
      known.set(path, text && headingIds(parseMarkdown(text.body)))
    }
    return known.get(path)
  }
  const paths = new Set(patterns.flatMap((pattern) => pathsOfTextsLike(db, pattern)))
  return [...paths].sort().flatMap((path) => {
    const text = folder.readText(path)
    const file = text.ok ? readFrontMatter(path, text.value) : text
    if (!file.ok) return []
    const { body, bodyLine } = file.value
    const problems: Problem[] = []
    visit(parseMarkdown(body), (node) => {
      if ((node.type !== 'link' && node.type !== 'definition') || !node.url.includes('#')) return
      const target = node.url.startsWith('/') ? fileAt(view, node.url) : contentTarget(path, node.url)
      const ids = target === undefined ? undefined : idsOf(target)
      const fragment = fragmentOf(node.url)
      if (!ids || fragment === '' || ids.includes(fragment)) return
      const { line = 1, column = 1 } = node.position?.start ?? {}
      problems.push({ file: path, line: line + bodyLine - 1, column, message: noHeading(node.url) })
    })
    return problems
  })
}

/** The file whose text is shown at an address of this site; nothing where that is no text's. */
function fileAt(view: View, address: string): string | undefined {
  const { pathname, search } = new URL(address, 'https://site.invalid')
  const end = resolveUrl(view, pathname, search)
  if (end.kind !== 'page') return undefined
  const { target, lang } = end
  if (target.kind === 'story') return findStory(view.db, target, lang)?.path
  return target.kind === 'page' ? findStandingPage(view.db, target.page, lang)?.path : undefined
}
