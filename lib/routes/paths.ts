import type { Story } from '../content/story-queries.ts'

/** The one place that builds the site's URLs. All are canonical: no slash at the end, percent-encoded. */

export function frontPath(lang: string): string {
  return `/${lang}`
}

export function sectionPath(lang: string, section: string): string {
  return `/${lang}/${encodeURIComponent(section)}`
}

export function storyPath({
  lang,
  day,
  slug,
  fields,
}: Pick<Story, 'lang' | 'day' | 'slug' | 'fields'>): string {
  return storyPathIn(lang, fields.section, day, slug)
}

export function storyPathIn(lang: string, section: string, day: string, slug: string): string {
  return `${sectionPath(lang, section)}/${day}/${encodeURIComponent(slug)}`
}

/** The story's Markdown, for those who read it with other tools than a browser. */
export function storyMarkdownPath(story: Pick<Story, 'lang' | 'day' | 'slug' | 'fields'>): string {
  return `${storyPath(story)}.md`
}

const feedFiles = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' } as const

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

/** What readers are told and asked about cookies, under the prose of a standing page `cookies` if there is one. */
export const cookiesPage = 'cookies'

/** Where a reader is shown the receipt of a choice. */
export function receiptPath(lang: string, receipt: string): string {
  return `${pagePath(lang, cookiesPage)}/${receipt}`
}

/** @param picture path of the file in the content folder */
export function picturePath(picture: string): string {
  return `/media/${picture.split('/').map(encodeURIComponent).join('/')}`
}

/** Where the pages for what is not there are rendered; readers never see these URLs. */
export function errorPath(lang: string, status: 404 | 410): string {
  return `/${lang}/errors/${status}`
}
