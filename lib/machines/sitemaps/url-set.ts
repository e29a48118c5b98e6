import { element, textElement, xmlDocument } from '../../runtime/xml.ts'

/** A URL of the site as a sitemap lists it; addresses are absolute. */
export type SitemapUrl = {
  loc: string
  /** ISO 8601 with a zone. */
  lastmod?: string
  /** The same page in each language it really exists in, including its own. */
  versions?: readonly { lang: string; href: string }[]
  pictures?: readonly string[]
}

/** A sitemap file. @param defaultLang the language for readers of none of the site's */
export function urlSet(urls: readonly SitemapUrl[], defaultLang: string): string {
  return xmlDocument(
    element(
      'urlset',
      {
        xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
        'xmlns:image': 'http://www.google.com/schemas/sitemap-image/1.1',
        'xmlns:xhtml': 'http://www.w3.org/1999/xhtml',
      },
      urls.map((url) => entry(url, defaultLang)),
    ),
  )
}

function entry({ loc, lastmod, versions = [], pictures = [] }: SitemapUrl, defaultLang: string): string {
  return element('url', {}, [
    textElement('loc', loc),
    lastmod && textElement('lastmod', lastmod),
    ...alternateLinks(versions, defaultLang),
    ...pictures
      .slice(0, maxPictures)
      .map((url) => element('image:image', {}, [textElement('image:loc', url)])),
  ])
}

/** As many as Google reads of an entry. */
const maxPictures = 1000

/** Only real translations are alternates: a page in one language has none. */
function alternateLinks(versions: NonNullable<SitemapUrl['versions']>, defaultLang: string): string[] {
  if (versions.length < 2) return []
  // The same choice as in the head of the page; lib/machines/seo/hreflang explains it.
  const standard = versions.find(({ lang }) => lang === defaultLang)
  const all = [...versions, ...(standard ? [{ lang: 'x-default', href: standard.href }] : [])]
  return all.map(({ lang, href }) => element('xhtml:link', { rel: 'alternate', hreflang: lang, href }))
}
