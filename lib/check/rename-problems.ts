import { aliasesOf, isPublishedFile, storyAtPath } from '../index/queries/story-queries.ts'
import { parseStoryPath } from '../newsroom/content-path.ts'
import type { Problem } from '../newsroom/problem.ts'
import { readFrontMatter } from '../reading/front-matter.ts'
import { resolveUrl } from '../urls/resolve.ts'
import type { View } from '../urls/target.ts'
import type { Rename } from './git-renames.ts'

/**
 * Stories that were published under another name and can no longer be found by it, each with the line of front matter that
 * makes the old address lead to them.
 *
 * @param renames newest first
 */
export function renameProblems(view: View, renames: readonly Rename[]): Problem[] {
  const lost = new Map<string, string[]>()
  const lastNames = new Map<string, string>()
  for (const rename of renames) {
    // A file renamed twice is found under its last name.
    const file = lastNames.get(rename.to) ?? rename.to
    if (!lastNames.has(rename.from)) lastNames.set(rename.from, file)
    const address = isPublishedFile(view.db, file) ? lostAddress(view, rename, file) : undefined
    if (address !== undefined) lost.set(file, [...(lost.get(file) ?? []), address])
  }
  return [...lost].map(([file, addresses]) => {
    const aliases = [...aliasesOf(view.db, file), ...addresses].map(flowScalar)
    const wrong = `The story was renamed, and nothing leads to it from ${addresses.join(', ')}`
    const fix = `Write the line aliases: [${aliases.join(', ')}] in its fields`
    return { file, line: 1, column: 1, message: `${wrong}. ${fix}.` }
  })
}

/** The address a story had before it was renamed, if it was public then and leads nowhere now. */
function lostAddress(
  view: View,
  { from, at = view.now, textBefore }: Rename,
  file: string,
): string | undefined {
  const named = parseStoryPath(from, view.newsroom.site.languages)
  if (!named.ok) return undefined
  const { lang, day, slug } = named.value
  const address = (section: string) => `/${lang}/${section}/${day}/${slug}`
  const leadsNowhere = (path: string) => resolveUrl(view, encodeURI(path)).kind === 'unknown'

  // Most stories keep their section, and most renames have an alias, so Git is rarely asked for the old text.
  const section = storyAtPath(view.db, file)?.fields.section
  if (section !== undefined && !leadsNowhere(address(section))) return undefined
  const before = sectionWhenPublic(from, textBefore(), at)
  return before !== undefined && leadsNowhere(address(before)) ? address(before) : undefined
}

/** The section of a story as its text said at a moment, if readers could see it then. */
function sectionWhenPublic(path: string, text: string | undefined, moment: number): string | undefined {
  const file = text === undefined ? undefined : readFrontMatter(path, text)
  const fields: unknown = file?.ok && file.value.data
  if (!isRecord(fields)) return undefined
  const { section, status = 'published', date } = fields
  const wasPublic = status === 'published' && typeof date === 'string' && Date.parse(date) <= moment
  return wasPublic && typeof section === 'string' ? section : undefined
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null
}

/** An entry for a list in brackets, quoted where YAML would misread it. */
function flowScalar(text: string): string {
  return /[,[\]{}"'`&*!|>%@:]/.test(text) ? JSON.stringify(text) : text
}
