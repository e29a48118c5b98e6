export const sitemapIndexKey = 'sitemap-index'
export const newsSitemapKey = 'news-sitemap'

/** The surrogate key of a month's files, in all its parts, or of `pages`. */
export function sitemapKey(month: string): string {
  return `sitemap:${month}`
}
