import { beforeAll, describe, expect, it } from 'vitest'
import { siteYaml, storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { resolveUrl } from './resolve.ts'
import type { View } from './target.ts'

const chinese = '/zh-Hans/world/2025-05-16/%E6%B5%B7%E5%B3%A1.md'

let view: View

beforeAll(() => {
  const newsroom = testNewsroom({
    'site.yaml': `${siteYaml}trust: { social: [https://social.example/] }\n`,
    'articles/2025/05/16/talks.en.md': storyText({ aliases: '[/old/talks]' }),
    'articles/2025/05/16/海峡.zh-Hans.md': storyText(),
    'articles/2025/05/17/draft.ar.md': storyText({ status: 'draft' }),
    'articles/2025/05/17/withdrawn.ar.md': storyText({ status: 'withdrawn' }),
    'articles/2025/05/19/expiring.ar.md': storyText({ expires: '2025-05-20T18:00:00Z' }),
    'redirects.yaml': '/rss.xml: /en/feed.xml\n/old.xml: /EN/World/Feed.XML\n',
  })
  newsroom.sync()
  expect(newsroom.problems()).toEqual([])
  view = { db: newsroom.db, newsroom: newsroom.newsroom(), now: testNow }
})

describe('resolveUrl, of files', () => {
  it.each([
    ['/robots.txt', { kind: 'robots' }],
    ['/llms.txt', { kind: 'llms' }],
    ['/trust.txt', { kind: 'trust' }],
    ['/oembed', { kind: 'oembed' }],
    ['/sitemap.xml', { kind: 'sitemap-index' }],
    ['/news-sitemap.xml', { kind: 'news-sitemap' }],
    ['/sitemaps/pages.xml', { kind: 'sitemap', month: 'pages', part: 1 }],
    ['/sitemaps/2025-05.xml', { kind: 'sitemap', month: '2025-05', part: 1 }],
    ['/en/feed.xml', { kind: 'feed', lang: 'en', format: 'rss' }],
    ['/ar/atom.xml', { kind: 'feed', lang: 'ar', format: 'atom' }],
    ['/zh-Hans/sport/feed.json', { kind: 'feed', lang: 'zh-Hans', section: 'sport', format: 'json' }],
    ['/en/world/2025-05-16/talks.md', { kind: 'markdown', lang: 'en', day: '2025-05-16', slug: 'talks' }],
    [chinese, { kind: 'markdown', lang: 'zh-Hans', day: '2025-05-16', slug: '海峡' }],
  ])('knows %s', (path, file) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'file', file })
  })

  it.each([
    ['/ROBOTS.txt/', '/robots.txt'],
    ['/.well-known/trust.txt', '/trust.txt'],
    ['/sitemaps/2025-05-1.xml', '/sitemaps/2025-05.xml'],
    ['//AR//Feed.xml', '/ar/feed.xml'],
    ['/zh-hans/World/ATOM.xml', '/zh-Hans/world/atom.xml'],
    ['/EN/sport/2025-05-16/Talks.MD/', '/en/world/2025-05-16/talks.md'],
    [chinese.toLowerCase().replace('zh-hans', 'zh-Hans'), chinese],
    ['/zh-Hans/world/2025-05-16/海峡.md', chinese],
    ['/rss.xml', '/en/feed.xml'],
    ['/old.xml', '/en/world/feed.xml'],
  ])('leads in one hop from %s to %s', (path, to) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'moved', to })
    expect(resolveUrl(view, to)).toMatchObject({ kind: 'file' })
  })

  it('answers gone for the Markdown of a story that is gone', () => {
    expect(resolveUrl(view, '/ar/world/2025-05-17/withdrawn.md')).toEqual({ kind: 'gone', lang: 'ar' })
    const path = '/ar/world/2025-05-19/expiring.md'
    expect(resolveUrl(view, path)).toMatchObject({ kind: 'file' })
    expect(resolveUrl({ ...view, now: Date.parse('2025-05-20T18:00:00Z') }, path)).toEqual({
      kind: 'gone',
      lang: 'ar',
    })
  })

  it.each([
    '/ar/world/2025-05-17/draft.md',
    '/ar/world/2025-05-16/talks.md',
    '/en/world/2025-05-16/talks.md.md',
    '/en/world/2025-05-16/.md',
    '/en/world/2025-02-30/talks.md',
    '/en/world.md',
    '/en.md',
    '/fr/feed.xml',
    '/en/nowhere/feed.xml',
    '/en/__proto__/feed.xml',
    '/en/world/feed.rss',
    '/en/authors/feed.xml',
    '/feed.xml',
    '/constructor',
    '/sitemaps',
    '/sitemaps/2025-05-2.xml',
    '/sitemaps/2025-05-0.xml',
    '/sitemaps/2025-05-99999999.xml',
    '/sitemaps/2024-01.xml',
    '/sitemaps/2025-05.xml/more',
    '/sitemaps/%25.xml',
    "/sitemaps/2025-05'--.xml",
    '/security.txt',
    '/.well-known/security.txt',
    '/.well-known/robots.txt',
    '/files/robots.txt',
  ])('does not know %s', (path) => {
    expect(resolveUrl(view, path)).toMatchObject({ kind: 'unknown' })
  })
})
