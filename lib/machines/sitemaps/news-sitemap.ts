import { isoInZone } from '../../i18n/dates.ts'
import { type RecentStory, storiesSince } from '../../index/queries/sitemap-queries.ts'
import { siteName } from '../../newsroom/labels.ts'
import { element, textElement, xmlDocument } from '../../runtime/xml.ts'
import { storyUrlPath } from '../../urls/paths.ts'
import type { View } from '../../urls/target.ts'

/** News is at most two days old, with at most a thousand entries (Google Search Central). */
const newsAge = 48 * 3600 * 1000
const maxNews = 1000

/** The news sitemap, and the moment when its oldest story is no longer news or one expires; epoch milliseconds. */
export function newsSitemap(view: View, siteUrl: string): { xml: string; until?: number } {
  const { db, now } = view
  const recent = storiesSince(db, now - newsAge, now, maxNews)
  const ends = recent.map(({ published, expires }) => Math.min(published + newsAge, expires ?? Infinity))
  return {
    xml: xmlDocument(
      element(
        'urlset',
        {
          xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
          'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9',
        },
        recent.map((story) => entry(view, siteUrl, story)),
      ),
    ),
    ...(ends.length > 0 && { until: Math.min(...ends) }),
  }
}

function entry({ newsroom }: View, siteUrl: string, story: RecentStory): string {
  const { lang, title, published } = story
  return element('url', {}, [
    textElement('loc', siteUrl + storyUrlPath(story)),
    element('news:news', {}, [
      element('news:publication', {}, [
        textElement('news:name', siteName(newsroom, lang)),
        textElement('news:language', newsLanguage(lang)),
      ]),
      textElement('news:publication_date', isoInZone(published, newsroom.site.timeZone)),
      textElement('news:title', title),
    ]),
  ])
}

/** A language as the news sitemap needs it: an ISO 639 code of two or three letters, or zh-cn, or zh-tw. */
export function newsLanguage(lang: string): string {
  const { language, script } = new Intl.Locale(lang).maximize()
  if (language !== 'zh') return language
  return script === 'Hant' ? 'zh-tw' : 'zh-cn'
}
