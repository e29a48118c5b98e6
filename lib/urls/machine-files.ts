import type { IconName } from '../assets/pictures/icon-shapes.ts'
import { hasPart } from '../index/queries/sitemap-queries.ts'
import { isCalendarDay } from '../newsroom/content-path.ts'
import { lowerCase } from '../newsroom/fields.ts'
import { type FeedFormat, feedFiles, feedPath, sitemapPath } from './paths.ts'
import { pathOf, type View } from './target.ts'

/** The files that exist once for the whole site, by URL. */
const siteFiles = {
  '/robots.txt': 'robots',
  '/sitemap.xml': 'sitemap-index',
  '/news-sitemap.xml': 'news-sitemap',
  '/llms.txt': 'llms',
  '/trust.txt': 'trust',
  '/.well-known/security.txt': 'security',
  '/oembed': 'oembed',
  '/manifest.webmanifest': 'manifest',
} as const

/** The site's icons, by URL. */
const iconFiles = {
  '/favicon.ico': 'favicon',
  '/apple-touch-icon.png': 'touch-icon',
  '/icon-192.png': 'icon-192',
  '/icon-512.png': 'icon-512',
} as const satisfies Record<string, IconName>

export type SiteFile = (typeof siteFiles)[keyof typeof siteFiles]

/** Other places where a file is looked for: trust.txt has two, and security.txt was once at the root (RFC 9116, 3). */
const otherPlaces: Readonly<Record<string, SiteFile>> = {
  '/.well-known/trust.txt': 'trust',
  '/security.txt': 'security',
}

/** A file for machines, by what its URL names. */
export type MachineFile =
  | { kind: SiteFile }
  /** Drawn from the newsroom's logo. */
  | { kind: 'icon'; icon: IconName }
  /** Proves that IndexNow's messages come from this site (https://www.indexnow.org/documentation). */
  | { kind: 'indexnow-key' }
  | { kind: 'feed'; lang: string; section?: string; format: FeedFormat }
  /** A story's Markdown. */
  | { kind: 'markdown'; lang: string; day: string; slug: string }
  /** `month` is `2025-05`, or `pages`; `part` counts from 1. */
  | { kind: 'sitemap'; month: string; part: number }

/**
 * The file that a path's segments name, whether or not it exists; undefined when they name none.
 *
 * @param segments decoded; case does not matter
 */
export function readMachineFile(view: View, segments: readonly string[]): MachineFile | undefined {
  const key = view.newsroom.site.announce.indexNow?.key
  // A key is compared exactly, including capitals.
  if (key !== undefined && segments.length === 1 && segments[0] === `${key}.txt`)
    return { kind: 'indexnow-key' }
  const parts = segments.map(lowerCase)
  const kind = siteFileAt(`/${parts.join('/')}`)
  if (kind) return { kind }
  const icon = iconAt(`/${parts.join('/')}`)
  if (icon) return { kind: 'icon', icon }
  const [first, second, third, last] = parts
  if (first === 'sitemaps' && second !== undefined && parts.length === 2) return readSitemap(second)
  const lang = view.newsroom.site.languages.find((tag) => lowerCase(tag) === first)
  if (lang === undefined || second === undefined) return undefined
  if (third === undefined) return feedNamed(second, { lang })
  if (parts.length === 3) return feedNamed(third, { lang, section: second })
  const slug = /^(.+)\.md$/.exec(last ?? '')?.[1]
  if (parts.length !== 4 || slug === undefined || !isCalendarDay(third)) return undefined
  return { kind: 'markdown', lang, day: third, slug }
}

function siteFileAt(path: string): SiteFile | undefined {
  if (Object.hasOwn(otherPlaces, path)) return otherPlaces[path]
  return Object.hasOwn(siteFiles, path) ? siteFiles[path as keyof typeof siteFiles] : undefined
}

/** The icon that a path names; undefined when it names none. */
export function iconAt(path: string): IconName | undefined {
  return Object.hasOwn(iconFiles, path) ? iconFiles[path as keyof typeof iconFiles] : undefined
}

function feedNamed(file: string, of: { lang: string; section?: string }): MachineFile | undefined {
  const [format] = (Object.keys(feedFiles) as FeedFormat[]).filter((known) => feedFiles[known] === file)
  return format && { kind: 'feed', ...of, format }
}

function readSitemap(file: string): MachineFile | undefined {
  if (file === 'pages.xml') return { kind: 'sitemap', month: 'pages', part: 1 }
  const [, month, part = '1'] = /^(\d{4}-\d\d)(?:-([1-9]\d{0,4}))?\.xml$/.exec(file) ?? []
  return month === undefined ? undefined : { kind: 'sitemap', month, part: Number(part) }
}

/** The canonical URL of a file; undefined when the site does not have it. */
export function machineFilePath(view: View, file: MachineFile): string | undefined {
  const { site, sectionIds } = view.newsroom
  switch (file.kind) {
    case 'feed': {
      const { lang, format, section } = file
      const known = section === undefined || sectionIds.includes(section)
      return known ? feedPath(lang, format, section) : undefined
    }
    case 'markdown': {
      const story = pathOf(view, { kind: 'story', day: file.day, slug: file.slug }, file.lang)
      return story && `${story}.md`
    }
    case 'sitemap': {
      const exists = file.month === 'pages' || hasPart(view.db, file.month, file.part, view.now)
      return exists ? sitemapPath(file.month, file.part) : undefined
    }
    case 'indexnow-key':
      return site.announce.indexNow && `/${site.announce.indexNow.key}.txt`
    case 'icon':
      return site.organisation.logo === undefined && !view.newsroom.nameplate
        ? undefined
        : Object.entries(iconFiles).find(([, icon]) => icon === file.icon)?.[0]
    case 'security':
    case 'trust':
      return site[file.kind] && urlOf(file.kind)
    default:
      return urlOf(file.kind)
  }
}

function urlOf(kind: SiteFile): string | undefined {
  return Object.entries(siteFiles).find(([, known]) => known === kind)?.[0]
}
