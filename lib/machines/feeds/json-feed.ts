import { isoInZone } from '../../i18n/dates.ts'
import type { Feed, FeedItem } from './feed.ts'

/** A feed as specified in https://www.jsonfeed.org/version/1.1/. @param selfUrl its own address */
export function jsonFeed(feed: Feed, selfUrl: string): string {
  const { title, description, lang, timeZone, homeUrl, publisher, hub, items } = feed
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: homeUrl,
    feed_url: selfUrl,
    description,
    language: lang,
    authors: [{ name: publisher }],
    ...(hub && { hubs: [{ type: 'WebSub', url: hub }] }),
    items: items.map((item) => jsonItem(item, lang, timeZone)),
  })}\n`
}

function jsonItem(item: FeedItem, language: string, timeZone: string) {
  const { id, url, title, summary, html, published, updated, authors, categories, picture, media } = item
  const attachments = [
    ...(picture ? [{ url: picture.url, mime_type: picture.type }] : []),
    ...media.map((file) => ({
      url: file.url,
      mime_type: file.type,
      size_in_bytes: file.bytes,
      ...(file.title && { title: file.title.toWellFormed() }),
    })),
  ]
  return {
    id,
    url,
    // JSON accepts half a surrogate pair, but few readers do.
    title: title.toWellFormed(),
    summary: summary.toWellFormed(),
    content_html: html,
    ...(picture && { image: picture.url }),
    date_published: isoInZone(published, timeZone),
    date_modified: isoInZone(updated, timeZone),
    authors,
    tags: categories,
    language,
    ...(attachments.length > 0 && { attachments }),
  }
}
