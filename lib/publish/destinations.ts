import { feedOfKey, siteKey } from '../keys/keys.ts'
import type { SiteSettings } from '../newsroom/newsroom-schema.ts'
import { type FeedFormat, feedPath } from '../urls/paths.ts'

/** What has changed, for destinations outside: surrogate keys, and paths of pages that are new, different or gone. */
export type News = { keys: string[]; paths: string[] }

/** A service that is informed of changes. */
export type Destination = {
  /** Identifies it, also in the log. */
  name: string
  /** Selects the news that concerns it. */
  itemsOf(news: News): string[]
  /** The requests that send it some items. */
  requests(items: readonly string[]): { url: string; init: RequestInit }[]
  /** How long it is worth retrying, milliseconds. */
  patience: number
  /** What to send instead when too much has piled up to be sent one by one. */
  instead?: string[]
}

const hour = 3_600_000

/** Caches accept headers of 8 KB and more; header names and other headers need part of that. */
const maxHeaderLength = 4000

/** The protocol's limit is 10,000 addresses in a request (https://www.indexnow.org/documentation). */
const maxAddresses = 1000

/**
 * Everyone who is to be informed.
 *
 * @param announce the services the newsroom names; empty while its settings are unknown
 * @param purgeUrls caches in front
 * @param purgeSecret the secret that they require, if any
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
 * A cache that drops answers by surrogate key when it receives PURGE with the keys, as Varnish with xkey is set up to. The
 * secret tells it that the request comes from a replica.
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
    // Without the purge it would go on serving what is outdated.
    patience: Number.POSITIVE_INFINITY,
    instead: [siteKey],
  }
}

/** A WebSub hub, which fetches the feeds it is notified of (https://www.w3.org/TR/websub/, 7; the usual form fields). */
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

/** The feeds that carry a surrogate key. */
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

/** Groups items, in order, so that the sizes of each group add up to at most `max`. */
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
