import { feedOfKey, siteKey } from '../keys/keys.ts'
import type { SiteSettings } from '../newsroom/newsroom-schema.ts'
import { type FeedFormat, feedPath } from '../urls/paths.ts'

/** What has changed, for those outside: surrogate keys, and paths of pages that are new, different or gone. */
export type News = { keys: string[]; paths: string[] }

/** Somebody to be told of changes. */
export type Destination = {
  /** Tells it from others, also in the log. */
  name: string
  /** What of the news is for it. */
  itemsOf(news: News): string[]
  /** The requests that tell it of some items. */
  requests(items: readonly string[]): { url: string; init: RequestInit }[]
  /** For how long it is worth trying, milliseconds. */
  patience: number
  /** What to send instead when more has piled up than is worth sending one by one. */
  instead?: string[]
}

const hour = 3_600_000

/** Caches take headers of 8 KB and more; names and other headers need their part. */
const maxHeaderLength = 4000

/** The protocol's limit is 10,000 addresses in a request (https://www.indexnow.org/documentation). */
const maxAddresses = 1000

/**
 * Everybody who wants to be told.
 *
 * @param announce whom the newsroom names; nobody as long as nothing of it is known
 * @param purgeUrls caches in front
 * @param purgeSecret what they ask for, if they do
 */
export function destinationsOf(
  announce: Partial<SiteSettings['announce']>,
  siteUrl: string,
  purgeUrls: readonly string[],
  purgeSecret?: string,
): Destination[] {
  const { hub, indexNow } = announce
  return [
    ...purgeUrls.map((url) => cacheInFront(url, purgeSecret)),
    ...(hub ? [feedHub(hub, siteUrl)] : []),
    ...(indexNow ? [searchEngines(indexNow, siteUrl)] : []),
  ]
}

/**
 * A cache that drops by surrogate key when it is sent PURGE with the keys, as Varnish with xkey is set up to. By the
 * secret it tells a replica from anybody else.
 */
function cacheInFront(url: string, secret: string | undefined): Destination {
  const credentials = secret === undefined ? {} : { authorization: `Bearer ${secret}` }
  return {
    name: `cache ${url}`,
    itemsOf: ({ keys }) => keys,
    requests: (items) =>
      chunks(items, maxHeaderLength, (key) => key.length + 1).map((keys) => ({
        url,
        init: { method: 'PURGE', headers: { ...credentials, 'surrogate-key': keys.join(' ') } },
      })),
    // It would serve what is outdated for as long.
    patience: Number.POSITIVE_INFINITY,
    instead: [siteKey],
  }
}

/** A WebSub hub, which fetches the feeds it is told of (https://www.w3.org/TR/websub/, 7; the usual form fields). */
function feedHub(hub: string, siteUrl: string): Destination {
  return {
    name: `hub ${hub}`,
    itemsOf: ({ keys }) => keys.flatMap(feedPathsOf),
    requests: (items) =>
      items.map((path) => ({
        url: hub,
        init: {
          method: 'POST',
          body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': siteUrl + path }),
        },
      })),
    patience: 24 * hour,
  }
}

const feedFormats: readonly FeedFormat[] = ['rss', 'atom', 'json']

/** The feeds a surrogate key stands for. */
function feedPathsOf(key: string): string[] {
  const feed = feedOfKey(key)
  return feed ? feedFormats.map((format) => feedPath(feed.lang, format, feed.section)) : []
}

/** Search engines that take part in IndexNow. */
function searchEngines({ key, endpoint }: { key: string; endpoint: string }, siteUrl: string): Destination {
  return {
    name: `indexnow ${endpoint}`,
    itemsOf: ({ paths }) => paths,
    requests: (items) =>
      chunks(items, maxAddresses, () => 1).map((paths) => ({
        url: endpoint,
        init: {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify({
            host: new URL(siteUrl).host,
            key,
            keyLocation: `${siteUrl}/${key}.txt`,
            urlList: paths.map((path) => siteUrl + path),
          }),
        },
      })),
    patience: 24 * hour,
  }
}

/** Items in order, in groups whose sizes add up to `most` or less. */
function chunks(items: readonly string[], max: number, size: (item: string) => number): string[][] {
  const groups: string[][] = []
  let room = 0
  for (const item of items) {
    if (room < size(item)) {
      groups.push([])
      room = max
    }
    groups.at(-1)?.push(item)
    room -= size(item)
  }
  return groups
}
