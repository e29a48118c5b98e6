import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { expect, test } from 'playwright/test'
import { parseSitemap, parseSitemapIndex } from 'sitemap'
import { leadStory, sampleLanguages } from './pages.ts'
import { demoUrl, rawRequest } from './site.ts'

// What feed readers, crawlers and other programs get, as it is served.

const feeds = [
  { file: 'feed.xml', type: 'application/rss+xml; charset=utf-8' },
  { file: 'atom.xml', type: 'application/atom+xml; charset=utf-8' },
  { file: 'feed.json', type: 'application/feed+json; charset=utf-8' },
] as const

/** Links, ids and full texts of a feed in whichever format. */
function itemsOf(file: (typeof feeds)[number]['file'], body: string) {
  if (file === 'feed.json')
    return (parseJsonFeed(JSON.parse(body)).items ?? []).map((item) => [item.url, item.id, item.content_html])
  expect(XMLValidator.validate(body)).toBe(true)
  if (file === 'feed.xml')
    return (parseRssFeed(body).items ?? []).map((item) => [
      item.link,
      item.guid?.value,
      item.content?.encoded,
    ])
  return (parseAtomFeed(body).entries ?? []).map((item) => [
    item.links?.[0]?.href,
    item.id,
    item.content?.value,
  ])
}

test('the newsroom’s icons are drawn from its logo, and pages name them', async ({ request }) => {
  const html = (await rawRequest(demoUrl, '/ar')).body
  for (const link of [
    'rel="icon" href="/favicon.ico',
    'href="/apple-touch-icon.png',
    'href="/manifest.webmanifest',
  ])
    expect(html).toContain(link)
  const { icons } = await (await request.get('/manifest.webmanifest')).json()
  const files: string[] = icons.map(({ src }: { src: string }) => src)
  for (const path of [...files, '/apple-touch-icon.png']) {
    const response = await request.get(path)
    expect(response.headers()).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=86400, s-maxage=86400, stale-if-error=604800',
    })
    const png = await response.body()
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
    expect([width, height], path).toEqual([width, width])
    expect(png.equals(readFileSync(`public${path}`))).toBe(false)
  }
  const favicon = await request.get('/favicon.ico')
  expect(favicon.headers()['content-type']).toBe('image/x-icon')
  expect((await favicon.body()).subarray(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 3, 0]))
  // Asked for on every page: from memory.
  expect((await request.get('/favicon.ico')).headers()['cache-status']).toBe('dateline; hit')
})

for (const { lang, dir } of sampleLanguages) {
  for (const section of ['', '/world']) {
    for (const { file, type } of feeds) {
      const path = `/${lang}${section}/${file}`

      test(`${path} is a feed with full texts, and is sent again only when it has changed`, async ({
        request,
      }) => {
        const response = await request.get(path)
        expect(response.status()).toBe(200)
        const { etag = '', 'last-modified': modified = '', ...headers } = response.headers()
        expect(headers['content-type']).toBe(type)
        expect(headers['cache-control']).toMatch(/^public, max-age=\d+/)
        const items = itemsOf(file, await response.text())
        expect(items.length).toBeGreaterThan(section ? 0 : 3)
        expect(new Set(items.map(([, id]) => id)).size).toBe(items.length)
        const [, id, html = ''] = items.find(([url]) => url === demoUrl + leadStory(lang)) ?? []
        expect(id).toBe(`tag:localhost,2025-05-16:istanbul-talks/${lang}`)
        expect(html).toContain(`<div lang="${lang}" dir="${dir}">`)
        for (const [, , text = ''] of items)
          for (const [, address] of text.matchAll(/ (?:href|src)="([^"]*)"/g))
            expect(address).toMatch(/^(?:https?:|mailto:)/)

        expect((await request.get(path, { headers: { 'If-None-Match': etag } })).status()).toBe(304)
        expect((await request.get(path, { headers: { 'If-Modified-Since': modified } })).status()).toBe(304)
      })
    }
  }

  test(`a feed’s addresses lead to pages and pictures (${lang})`, async ({ request }) => {
    const feed = parseJsonFeed(await (await request.get(`/${lang}/feed.json`)).json())
    const [item] = feed.items ?? []
    const html = item?.content_html ?? ''
    const own = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, url = '']) => url)
    const urls = [
      item?.url ?? '',
      item?.attachments?.[0]?.url ?? '',
      ...own.filter((url) => url.startsWith(demoUrl)),
    ]
    for (const url of urls) expect((await request.get(url)).status(), url).toBe(200)
    const picture = await request.get(item?.attachments?.[0]?.url ?? '')
    expect(picture.headers()['content-type']).toBe(item?.attachments?.[0]?.mime_type)
  })

  test(`a story is at hand as Markdown (${lang})`, async ({ request }) => {
    const url = leadStory(lang)
    const html = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    const markdown = { Accept: 'text/markdown, text/html;q=0.9' }
    // Whoever asks first, the other still gets their own.
    for (const headers of [markdown, html, markdown, html]) {
      const response = await request.get(url, { headers, maxRedirects: 0 })
      expect(response.status()).toBe(headers === html ? 200 : 303)
      if (headers === html) expect(response.headers()['content-type']).toBe('text/html; charset=utf-8')
      else {
        expect(response.headers()).toMatchObject({
          location: `${url}.md`,
          'cache-control': 'private, no-store',
        })
        expect(response.headers().vary).toMatch(/\bAccept(?:,|$)/)
      }
    }
    expect((await request.get(url, { headers: html })).headers()['cache-status']).toBe('dateline; hit')
    const response = await request.get(url, { headers: markdown })
    expect(response.url()).toBe(`${demoUrl}${url}.md`)
    expect(response.headers()['content-type']).toBe('text/markdown; charset=utf-8')
    expect(response.headers()['x-robots-tag']).toBe('noindex')
    expect(await response.text()).toMatch(
      new RegExp(`^---\\ntitle: .*\\nurl: ${demoUrl}${url}\\n.*\\n---\\n\\n\\S`, 's'),
    )
  })

  test(`a story can be embedded (${lang})`, async ({ page, request }) => {
    const url = `${demoUrl}${leadStory(lang)}`
    const embed = await (await request.get('/oembed', { params: { url } })).json()
    await page.setContent(`<!doctype html><body>${embed.html}`)
    const quotation = page.locator('blockquote')
    await expect(quotation).toHaveAttribute('lang', lang)
    await expect(quotation).toHaveCSS('direction', dir)
    await expect(quotation.getByRole('link', { name: embed.title })).toHaveAttribute('href', url)
    const xml = await request.get('/oembed', { params: { url, format: 'xml' } })
    expect(xml.headers()['content-type']).toBe('text/xml; charset=utf-8')
    expect(new XMLParser().parse(await xml.text()).oembed.title).toBe(embed.title)
  })
}

test('oEmbed answers by its query, whatever was asked before', async ({ request }) => {
  const urls = sampleLanguages.map(({ lang }) => `${demoUrl}${leadStory(lang)}`)
  for (const round of [1, 2]) {
    const embeds = await Promise.all(urls.map((url) => request.get('/oembed', { params: { url } })))
    for (const [index, embed] of embeds.entries())
      expect((await embed.json()).html, String(round)).toContain(`cite="${urls[index]}"`)
  }
  expect((await request.get('/oembed', { params: { url: 'https://other.example/' } })).status()).toBe(404)
  expect((await request.get('/oembed', { params: { url: urls[0] ?? '', format: 'x' } })).status()).toBe(501)
})

test('the sitemaps hold every story once, and their URLs are pages', async ({ request }) => {
  const body = async (url: string) => Readable.from([await (await request.get(url)).text()])
  const files = await parseSitemapIndex(await body('/sitemap.xml'))
  expect(files.length).toBeGreaterThan(2)
  const items = (await Promise.all(files.map(async ({ url }) => parseSitemap(await body(url))))).flat()
  const urls = items.map(({ url }) => url)
  expect(new Set(urls).size).toBe(urls.length)
  const lead = items.find(({ url }) => url === demoUrl + leadStory('zh-Hans'))
  expect(lead?.links.map(({ lang }) => lang)).toEqual([
    'en',
    'zh-Hans',
    'es',
    'fr',
    'ar',
    'ru',
    'de',
    'sw',
    'x-default',
  ])
  // Its lead picture and its map.
  expect(lead?.img).toHaveLength(2)
  for (const url of urls.filter((_, index) => index % 9 === 0))
    expect((await request.get(url, { maxRedirects: 0 })).status(), url).toBe(200)
  const news = await request.get('/news-sitemap.xml')
  expect(news.status()).toBe(200)
  expect(await news.text()).toContain('xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"')
})

test('robots.txt, trust.txt, security.txt and llms.txt are where they are looked for', async ({
  request,
}) => {
  const robots = await (await request.get('/robots.txt')).text()
  for (const [, url = ''] of robots.matchAll(/^Sitemap: (.*)$/gm))
    expect((await request.get(url)).status()).toBe(200)
  expect(robots).toMatch(/^User-agent: GPTBot$/m)
  for (const [path, says] of [
    ['/trust.txt', 'datatrainingallowed=no'],
    ['/.well-known/trust.txt', 'datatrainingallowed=no'],
    ['/.well-known/security.txt', `Canonical: ${demoUrl}/.well-known/security.txt`],
    ['/security.txt', `Canonical: ${demoUrl}/.well-known/security.txt`],
    ['/llms.txt', '# The Halvora Courier'],
  ] as const) {
    const response = await request.get(path)
    expect(response.headers()['content-type']).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toContain(says)
  }
})

const answers: [path: string, status: number, location?: string][] = [
  ['/EN/Feed.xml/', 308, '/en/feed.xml'],
  ['/en/sport/2025-05-16/Istanbul-talks.md', 308, '/en/world/2025-05-16/istanbul-talks.md'],
  ['/en/world/2025-05-16/no-such-story.md', 404],
  ['/en/nowhere/feed.xml', 404],
  ['/sitemaps/2031-01.xml', 404],
  ['/files/robots.txt', 404],
  ['/files/en/feed.xml', 404],
]

for (const [path, status, location] of answers) {
  test(`${path} answers ${status}`, async () => {
    const answer = await rawRequest(demoUrl, path)
    expect(answer.status).toBe(status)
    if (location !== undefined) expect(answer.headers.location?.replace(demoUrl, '')).toBe(location)
  })
}
