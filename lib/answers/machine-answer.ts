import { translator } from '../i18n/messages.ts'
import { contentChangedAt } from '../index/queries/newsroom-queries.ts'
import { lastExpiry, nextExpiry } from '../index/queries/sitemap-queries.ts'
import { findStory } from '../index/queries/story-queries.ts'
import {
  feedKey,
  feedsKey,
  type Key,
  keyHeader,
  newsSitemapKey,
  siteFilesKey,
  sitemapIndexKey,
  sitemapKey,
} from '../keys/keys.ts'
import { pageKeys } from '../keys/page-keys.ts'
import { atomFeed } from '../machines/feeds/atom.ts'
import { type Feed, feedOf } from '../machines/feeds/feed.ts'
import { jsonFeed } from '../machines/feeds/json-feed.ts'
import { rssFeed } from '../machines/feeds/rss.ts'
import { llmsTxt } from '../machines/site-files/llms.ts'
import { webManifest } from '../machines/site-files/manifest.ts'
import { robotsTxt } from '../machines/site-files/robots.ts'
import { securityTxt } from '../machines/site-files/security.ts'
import { trustTxt } from '../machines/site-files/trust.ts'
import { newsSitemap } from '../machines/sitemaps/news-sitemap.ts'
import { pageSitemap } from '../machines/sitemaps/page-sitemap.ts'
import { sitemapIndex } from '../machines/sitemaps/sitemap-index.ts'
import { storySitemap } from '../machines/sitemaps/story-sitemap.ts'
import { oembed } from '../machines/story-files/oembed.ts'
import { storyMarkdown } from '../machines/story-files/story-markdown.ts'
import type { PageContext } from '../page/page-context.ts'
import type { MachineFile } from '../urls/machine-files.ts'
import { type FeedFormat, feedPath } from '../urls/paths.ts'
import { hasExpired, type View } from '../urls/target.ts'

/** The answer for a file, before it becomes a Response. */
export type MachineAnswer = { status: number; body: string; headers: Record<string, string> }

export type Surroundings = View & {
  /** The public origin. */
  siteUrl: string
  /** The query of the request. */
  query: URLSearchParams
}

/** Answers with a file for machines. Which ones exist is decided in lib/urls. */
export async function machineAnswer(
  around: Surroundings,
  file: Exclude<MachineFile, { kind: 'icon' }>,
): Promise<MachineAnswer> {
  const { db, newsroom, now, siteUrl } = around
  const { site } = newsroom
  switch (file.kind) {
    case 'feed':
      return feedAnswer(around, file)
    case 'markdown':
      return markdownAnswer(around, file)
    case 'sitemap': {
      const { xml, until } =
        file.month === 'pages'
          ? { xml: pageSitemap(around, siteUrl) }
          : storySitemap(around, siteUrl, file.month, file.part)
      return kept(xmlType, xml, [sitemapKey(file.month)], now, until)
    }
    case 'sitemap-index':
      return kept(xmlType, sitemapIndex(around, siteUrl), [sitemapIndexKey], now, nextExpiry(db, now))
    case 'news-sitemap': {
      const { xml, until } = newsSitemap(around, siteUrl)
      return kept(xmlType, xml, [newsSitemapKey], now, until)
    }
    case 'robots':
      return kept(textType, robotsTxt(site, siteUrl), [siteFilesKey], now)
    case 'llms':
      return kept(textType, llmsTxt(around, siteUrl), [siteFilesKey], now)
    case 'trust':
      return site.trust
        ? kept(textType, trustTxt(around, site.trust, siteUrl), [siteFilesKey], now)
        : notFound
    case 'security':
      return site.security
        ? kept(textType, securityTxt(site.security, site, siteUrl, now), [siteFilesKey], now, nextMonth(now))
        : notFound
    case 'indexnow-key':
      return site.announce.indexNow
        ? kept(textType, `${site.announce.indexNow.key}\n`, [siteFilesKey], now)
        : notFound
    case 'manifest':
      return kept('application/manifest+json', webManifest(newsroom), [siteFilesKey], now)
    case 'oembed':
      return oembedAnswer(around)
  }
}

const xmlType = 'application/xml; charset=utf-8'
const textType = 'text/plain; charset=utf-8'
const notFound: MachineAnswer = {
  status: 404,
  body: 'Not found\n',
  headers: { 'Content-Type': textType, 'Cache-Control': 'no-store' },
}

const feedWriters: Record<FeedFormat, { type: string; write(feed: Feed, selfUrl: string): string }> = {
  rss: { type: 'application/rss+xml; charset=utf-8', write: rssFeed },
  atom: { type: 'application/atom+xml; charset=utf-8', write: atomFeed },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
}

async function feedAnswer(
  around: Surroundings,
  { lang, section, format }: MachineFile & { kind: 'feed' },
): Promise<MachineAnswer> {
  const { db, now, siteUrl } = around
  const feed = await feedOf(contextOf(around, lang), section)
  const { type, write } = feedWriters[format]
  const body = write(feed, siteUrl + feedPath(lang, format, section))
  const answer = kept(type, body, [feedsKey, feedKey(lang, section)], now, feed.until)
  // Feed readers that ignore ETag ask by date: the last moment at which any feed may have changed.
  const changed = new Date(Math.max(contentChangedAt(db), lastExpiry(db, now) ?? 0))
  return { ...answer, headers: { ...answer.headers, 'Last-Modified': changed.toUTCString() } }
}

async function markdownAnswer(
  around: Surroundings,
  { lang, day, slug }: MachineFile & { kind: 'markdown' },
): Promise<MachineAnswer> {
  const story = findStory(around.db, { day, slug }, lang)
  if (!story || hasExpired(story, around.now)) return notFound
  const keys = pageKeys({ kind: 'story', day, slug }, lang, story)
  const body = await storyMarkdown(contextOf(around, lang), story)
  const answer = kept('text/markdown; charset=utf-8', body, keys, around.now, story.fields.expires)
  return { ...answer, headers: { ...answer.headers, 'X-Robots-Tag': 'noindex' } }
}

function oembedAnswer(around: Surroundings): MachineAnswer {
  const answer = oembed(around, around.siteUrl, around.query)
  const shared = {
    'Access-Control-Allow-Origin': '*',
    // The answer depends on the query, which caches keyed by path alone ignore.
    'Cache-Control': 'private, max-age=3600',
  }
  if (answer.status !== 200) {
    const body = { 400: 'Say which url.', 404: 'Not found', 501: 'Not implemented' }[answer.status]
    return { status: answer.status, body: `${body}\n`, headers: { ...shared, 'Content-Type': textType } }
  }
  return { status: 200, body: answer.body, headers: { ...shared, 'Content-Type': answer.type } }
}

function contextOf({ db, newsroom, now, siteUrl }: Surroundings, lang: string): PageContext {
  return { db, newsroom, now, siteUrl, lang, t: translator(lang) }
}

const day = 24 * 3600

/** An answer that caches may keep until one of its keys is purged or it expires. @param until epoch milliseconds */
function kept(type: string, body: string, keys: readonly Key[], now: number, until?: number): MachineAnswer {
  const seconds = until === undefined ? 365 * day : Math.max(1, Math.ceil((until - now) / 1000))
  return {
    status: 200,
    body,
    headers: {
      'Content-Type': type,
      'Surrogate-Key': keyHeader(keys),
      'Surrogate-Control': `max-age=${seconds}`,
      'Cache-Control': `public, max-age=${Math.min(300, seconds)}, s-maxage=${Math.min(day, seconds)}, stale-if-error=${7 * day}`,
    },
  }
}

function nextMonth(now: number): number {
  const today = new Date(now)
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1)
}
