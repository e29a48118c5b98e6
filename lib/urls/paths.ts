import type { SvgDrawing } from '../assets/drawings/clean-drawing.ts'
import type { Face } from '../assets/faces/read-face.ts'
import type { MediaFacts } from '../assets/media/inspect.ts'
import { mediaFileName } from '../assets/media/kinds.ts'
import type { PictureFacts } from '../assets/pictures/facts.ts'
import { type Variant, variantFile } from '../assets/pictures/variants.ts'
import type { Story } from '../index/queries/story-queries.ts'

/** The only place that builds the site's URLs. All are canonical: without a trailing slash, percent-encoded. */

export function frontPath(lang: string): string {
  return `/${lang}`
}

export function sectionPath(lang: string, section: string): string {
  return `/${lang}/${encodeURIComponent(section)}`
}

/** The parts of a story's URL. */
type StoryUrl = Pick<Story, 'lang' | 'day' | 'slug'> & { fields: Pick<Story['fields'], 'section'> }

export function storyPath({ lang, day, slug, fields }: StoryUrl): string {
  return storyUrlPath({ lang, section: fields.section, day, slug })
}

/** A story's URL by its parts, for lists that do not hold the whole story. */
export function storyUrlPath(parts: { lang: string; section: string; day: string; slug: string }): string {
  return `${sectionPath(parts.lang, parts.section)}/${parts.day}/${encodeURIComponent(parts.slug)}`
}

/** The story's Markdown, for people who read it with other tools than a browser. */
export function storyMarkdownPath(story: StoryUrl): string {
  return `${storyPath(story)}.md`
}

/** A feed's file name, which is the last part of its URL. */
export const feedFiles = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' } as const

export type FeedFormat = keyof typeof feedFiles

/** The feed of a language, or of one of its sections. */
export function feedPath(lang: string, format: FeedFormat, section?: string): string {
  const of = section === undefined ? frontPath(lang) : sectionPath(lang, section)
  return `${of}/${feedFiles[format]}`
}

export function topicPath(lang: string, topic: string): string {
  return `/${lang}/topics/${encodeURIComponent(topic)}`
}

export function authorPath(lang: string, author: string): string {
  return `/${lang}/authors/${encodeURIComponent(author)}`
}

/** @param period `''` for all years, `2025`, `2025-05` or `2025-05-16` */
export function archivePath(lang: string, period = ''): string {
  return `/${lang}/archive${period && `/${period.replaceAll('-', '/')}`}`
}

export function pagePath(lang: string, page: string): string {
  return `/${lang}/${encodeURIComponent(page)}`
}

/** The page about cookies: the site's own part, below the text of a standing page `cookies` if there is one. */
export const cookiesPage = 'cookies'

/** The page that shows a reader the receipt of a choice. */
export function receiptPath(lang: string, receipt: string): string {
  return `${pagePath(lang, cookiesPage)}/${receipt}`
}

/** The part of the page about cookies that says there is no receipt; only readers it applies to are led there. */
export const noReceipt = 'page.no-receipt'

/** Where a reader whose choice counts but was not recorded is told so. */
export function noReceiptPath(lang: string): string {
  return `${pagePath(lang, cookiesPage)}#${noReceipt}`
}

/** @param month `2025-05`, or `pages` for everything but stories; @param part of the month, counted from 1 */
export function sitemapPath(month: string, part = 1): string {
  return `/sitemaps/${month}${part > 1 ? `-${part}` : ''}.xml`
}

/** A picture in one of its variants: the content of this URL never changes. */
export function picturePath({ hash }: Pick<PictureFacts, 'hash'>, variant: Variant): string {
  return `/media/${hash}/${variantFile(variant)}`
}

/**
 * A page's card. As with a picture, the content of its URL never changes.
 *
 * @param hash of the card's content; @param path of the page
 */
export function cardPath(hash: string, shape: string, path: string): string {
  return `/media/${hash}/${shape}${path}.png`
}

/** What the URL of a card names, whether or not it exists. @param pathname still percent-encoded */
export function readCardPath(pathname: string): { hash: string; shape: string; path: string } | undefined {
  const [, hash, shape, path] = /^\/media\/([0-9a-f]{16})\/(\w+)(\/.+)\.png$/.exec(pathname) ?? []
  return hash !== undefined && shape !== undefined && path !== undefined ? { hash, shape, path } : undefined
}

/** A video, an audio file or captions: the content of this URL never changes. */
export function mediaPath({ hash, kind, type }: Pick<MediaFacts, 'hash' | 'kind' | 'type'>): string {
  return `/media/${hash}/${mediaFileName(kind, type)}`
}

/** The organisation's logo, unprocessed. @param logo path of the file in the content folder */
export function logoPath(logo: string): string {
  return `/media/${logo.split('/').map(encodeURIComponent).join('/')}`
}

/** A drawing that stands in place of the paper's name: the content of this URL never changes. */
export function nameplatePath({ hash }: Pick<SvgDrawing, 'hash'>): string {
  return `/media/${hash}/${nameplateFile}`
}

export const nameplateFile = 'nameplate.svg'

/** The newsroom's own typeface for headlines: the content of this URL never changes. */
export function headlineFacePath({ hash }: Pick<Face, 'hash'>): string {
  return `/media/${hash}/${headlineFaceFile}`
}

export const headlineFaceFile = 'headlines.woff2'

/** The internal path where files for machines are made; only the proxy rewrites to it. */
export function internalFilePath(pathname: string): string {
  return `/files${pathname}`
}

/** The internal path where error pages are rendered; readers never see it. */
export function errorPath(lang: string, status: 404 | 410): string {
  return `/${lang}/errors/${status}`
}
