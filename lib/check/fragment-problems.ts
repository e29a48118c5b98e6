import { visit } from 'unist-util-visit'
import type { IndexDatabase } from '../index/index-database.ts'
import { pathsOfTextsWith, publicText } from '../index/kept-prose.ts'
import { headingIds } from '../markdown/headings.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { contentTarget } from '../newsroom/link-target.ts'
import type { Problem } from '../newsroom/problem.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import { readFrontMatter } from '../reading/front-matter.ts'
import { fragmentOf, noHeading } from '../reading/text-losses.ts'

/** Links to a part of another text that has no such part: `[words](other.en.md#nothing)`. */
export function fragmentProblems(db: IndexDatabase, folder: ContentFolder): Problem[] {
  const known = new Map<string, string[] | undefined>()
  const idsOf = (path: string) => {
    if (!known.has(path)) {
      const text = publicText(db, path)
      known.set(path, text && headingIds(parseMarkdown(text.body)))
    }
    return known.get(path)
  }
  return pathsOfTextsWith(db, '.md#').flatMap((path) => {
    const text = folder.readText(path)
    const file = text.ok ? readFrontMatter(path, text.value) : text
    if (!file.ok) return []
    const { body, bodyLine } = file.value
    const problems: Problem[] = []
    visit(parseMarkdown(body), (node) => {
      if ((node.type !== 'link' && node.type !== 'definition') || !node.url.includes('#')) return
      const target = contentTarget(path, node.url)
      const ids = target === undefined ? undefined : idsOf(target)
      const fragment = fragmentOf(node.url)
      if (!ids || fragment === '' || ids.includes(fragment)) return
      const { line = 1, column = 1 } = node.position?.start ?? {}
      problems.push({ file: path, line: line + bodyLine - 1, column, message: noHeading(node.url) })
    })
    return problems
  })
}
