import { rfc822InZone } from '../../i18n/dates.ts'
import { element, escapeXml, textElement, xmlDocument } from '../../runtime/xml.ts'
import type { Feed, FeedItem } from './feed.ts'

/** An RSS 2.0 feed by the RSS Advisory Board's Best Practices Profile. @param selfUrl its own address */
export function rssFeed(feed: Feed, selfUrl: string): string {
  const { title, description, lang, timeZone, homeUrl, hub, updated, items } = feed
  return xmlDocument(
    element(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
      [
        element('channel', {}, [
          textElement('title', title),
          textElement('link', homeUrl),
          textElement('description', description),
          textElement('language', lang),
          textElement('lastBuildDate', rfc822InZone(updated, timeZone)),
          element('atom:link', { rel: 'self', type: 'application/rss+xml', href: selfUrl }),
          hub && element('atom:link', { rel: 'hub', href: hub }),
          ...items.map((item) => rssItem(item, timeZone)),
        ]),
      ],
    ),
  )
}

function rssItem(item: FeedItem, timeZone: string): string {
  const { id, url, title, summary, html, published, authors, categories, picture, media } = item
  return element('item', {}, [
    textElement('title', title),
    textElement('link', url),
    textElement('guid', id, { isPermaLink: 'false' }),
    textElement('pubDate', rfc822InZone(published, timeZone)),
    ...authors.map(({ name }) => textElement('dc:creator', name)),
    ...categories.map((category) => textElement('category', category)),
    // Readers take a description for HTML, so plain text is escaped first.
    textElement('description', escapeXml(summary)),
    textElement('content:encoded', html),
    enclosure(picture, media),
  ])
}

/**
 * An item may have only one, so a media file takes precedence over the picture. An unknown length is given as 0.
 * https://www.rssboard.org/rss-profile#element-channel-item-enclosure
 */
function enclosure(picture: FeedItem['picture'], [first]: FeedItem['media']): string | undefined {
  const { url, type, length } = first ? { ...first, length: first.bytes } : { ...picture, length: 0 }
  return url === undefined ? undefined : element('enclosure', { url, length, type })
}
