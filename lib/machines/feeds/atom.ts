import { isoInZone } from '../../i18n/dates.ts'
import { element, textElement, xmlDocument } from '../../runtime/xml.ts'
import type { Feed, FeedItem } from './feed.ts'

/** An Atom 1.0 feed (RFC 4287). @param selfUrl its own address, which is also its id */
export function atomFeed(feed: Feed, selfUrl: string): string {
  const { title, description, lang, timeZone, homeUrl, publisher, hub, updated, items } = feed
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang }, [
      textElement('id', selfUrl),
      textElement('title', title),
      textElement('subtitle', description),
      textElement('updated', isoInZone(updated, timeZone)),
      element('author', {}, [textElement('name', publisher)]),
      element('link', { rel: 'self', type: 'application/atom+xml', href: selfUrl }),
      element('link', { rel: 'alternate', type: 'text/html', hreflang: lang, href: homeUrl }),
      hub && element('link', { rel: 'hub', href: hub }),
      ...items.map((item) => atomEntry(item, lang, timeZone)),
    ]),
  )
}

function atomEntry(item: FeedItem, lang: string, timeZone: string): string {
  const { id, url, title, summary, html, published, updated, authors, categories, picture, media } = item
  return element('entry', {}, [
    textElement('id', id),
    textElement('title', title),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: lang, href: url }),
    picture &&
      element('link', {
        rel: 'enclosure',
        type: picture.type,
        href: picture.url,
      }),
    ...media.map(({ url: href, type, bytes, title: named }) =>
      element('link', { rel: 'enclosure', type, length: bytes, ...(named && { title: named }), href }),
    ),
    textElement('published', isoInZone(published, timeZone)),
    textElement('updated', isoInZone(updated, timeZone)),
    ...authors.map((author) => element('author', {}, [textElement('name', author.name), whereFrom(author)])),
    ...categories.map((term) => element('category', { term })),
    textElement('summary', summary),
    textElement('content', html, { type: 'html' }),
  ])
}

function whereFrom({ url }: FeedItem['authors'][number]): string | undefined {
  if (!url) return undefined
  const mail = /^mailto:([^?]+)/i.exec(url)?.[1]
  return mail ? textElement('email', decodeURIComponent(mail)) : textElement('uri', url)
}
