import { parseReceipt } from '../consent/receipt.ts'
import { findStory, isGone } from '../index/queries/story-queries.ts'
import { isCalendarDay } from '../newsroom/content-path.ts'
import { lowerCase } from '../newsroom/fields.ts'
import { withoutGlued } from './glued.ts'
import { type MachineFile, machineFilePath, readMachineFile } from './machine-files.ts'
import { fromOldAddress, fromOldQuery } from './old-addresses.ts'
import { cookiesPage } from './paths.ts'
import { pathOf, type Target, type View } from './target.ts'

/** What a URL means. */
export type Resolution =
  /** The canonical URL of a page. */
  | { kind: 'page'; target: Target; lang: string }
  /** The canonical URL of a file for machines. */
  | { kind: 'file'; file: MachineFile }
  /** The front of the site, in whichever language. */
  | { kind: 'root' }
  /** The page has another URL: answer 308. `spent` names the query parameters that were used up, and are not passed on. */
  | { kind: 'moved'; to: string; spent?: readonly string[] }
  /** It was withdrawn or has expired: answer 410. */
  | { kind: 'gone'; lang?: string }
  /** Answer 404. `lang` is the language in the URL, if there is one. */
  | { kind: 'unknown'; lang?: string }

/**
 * Says what a URL means: one page has one canonical path, reached in one hop from every variant of it (another section,
 * upper case, extra slashes, different percent-encoding, an alias, an entry of redirects.yaml, punctuation that a chat
 * program took for part of it). Lookups are exact; nothing is guessed.
 *
 * @param pathname as received, still percent-encoded, without a query
 * @param search the query, which matters only in old addresses
 */
export function resolveUrl(view: View, pathname: string, search = ''): Resolution {
  const byQuery = fromOldQuery(view, pathname, search)
  if (byQuery) return byQuery
  const found = resolveExactly(view, pathname)
  if (found.kind !== 'unknown') return found
  for (const shorter of withoutGlued(pathname)) {
    const meant = resolveExactly(view, shorter)
    if (meant.kind === 'moved' || meant.kind === 'gone') return meant
    if (meant.kind !== 'unknown') return { kind: 'moved', to: shorter }
  }
  return found
}

function resolveExactly(view: View, pathname: string): Resolution {
  const segments = decodeSegments(pathname)
  if (!segments) return fromOldAddress(view, pathname) ?? { kind: 'unknown' }
  const [first] = segments
  if (first === undefined) return { kind: 'root' }
  const file = readMachineFile(view, segments)
  const filePath = file && machineFilePath(view, file)
  if (filePath) return filePath === pathname ? { kind: 'file', file } : { kind: 'moved', to: filePath }
  const lang = view.newsroom.site.languages.find((tag) => lowerCase(tag) === lowerCase(first))

  const target = lang === undefined ? undefined : readTarget(segments.slice(1), view.newsroom.sectionIds)
  const canonical = lang !== undefined && target && pathOf(view, target, lang)
  if (canonical)
    return canonical === pathname ? { kind: 'page', target, lang } : { kind: 'moved', to: canonical }
  const old = fromOldAddress(view, pathname) ?? { kind: 'unknown' as const }
  // A story that is gone may still have a redirect for its readers.
  if (old.kind === 'moved') return old
  if (lang !== undefined && target?.kind === 'story' && wasPublic(view, target, lang))
    return { kind: 'gone', lang }
  return lang !== undefined && (old.kind === 'gone' || old.kind === 'unknown') ? { ...old, lang } : old
}

/** A path's segments, decoded once; undefined when they contain anything that no path of this site can. */
function decodeSegments(pathname: string): string[] | undefined {
  try {
    const segments = pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => decodeURIComponent(segment).normalize('NFC'))
    return segments.some((segment) => /[\p{Cc}/\\]|^\.{1,2}$/u.test(segment)) ? undefined : segments
  } catch {
    // Malformed escapes; clients send anything.
    return undefined
  }
}

/** What the part of a path after the language names, whether or not it exists. */
function readTarget(segments: string[], sectionIds: readonly string[]): Target | undefined {
  const [first, ...rest] = segments.map(lowerCase)
  const [second, third] = rest
  if (first === undefined) return { kind: 'front' }
  if (first === 'archive') return readArchive(rest)
  switch (rest.length) {
    case 0:
      return sectionIds.includes(first) ? { kind: 'section', section: first } : { kind: 'page', page: first }
    case 1:
      if (second !== undefined && first === 'topics') return { kind: 'topic', topic: second }
      if (second !== undefined && first === 'authors') return { kind: 'author', author: second }
      return first === cookiesPage ? readReceipt(second) : undefined
    case 2:
      // A story is found whatever section its URL names.
      if (second === undefined || third === undefined || !isCalendarDay(second)) return undefined
      // A story's Markdown is gone when the story is.
      return { kind: 'story', day: second, slug: third.replace(/\.md$/, '') }
    default:
      return undefined
  }
}

function readReceipt(text = ''): Target | undefined {
  const receipt = parseReceipt(text)
  return receipt === undefined ? undefined : { kind: 'receipt', receipt }
}

function readArchive(parts: string[]): Target | undefined {
  const period = parts.join('-')
  return /^(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?$/.test(period) && parts.length <= 3
    ? { kind: 'archive', period }
    : undefined
}

/** Whether a story that has no page now had one before. */
function wasPublic({ db }: View, target: Target & { kind: 'story' }, lang: string): boolean {
  return isGone(db, target, lang) || findStory(db, target, lang) !== undefined
}
