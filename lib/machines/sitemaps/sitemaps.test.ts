import { Readable } from 'node:stream'
import { XMLValidator } from 'fast-xml-parser'
import { parseSitemap, parseSitemapIndex } from 'sitemap'
import { beforeAll, describe, expect, it } from 'vitest'
import { pictureHash } from '../../assets/pictures/hash.ts'
import { machineFile, machineSite } from '../../testing/machine.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../../testing/newsroom.ts'
import { testPng } from '../../testing/pictures.ts'
import { newsLanguage } from './news-sitemap.ts'

const nasty = `</script> "A" & 'B' ]]> ⛴️ \u200fab\u200e &amp end`
const may = 'articles/2025/05'
const recent = { date: '2025-05-19T23:30:00+03:00' }

let newsroom: TestNewsroom

beforeAll(() => {
  newsroom = testNewsroom({
    [`${may}/16/talks.en.md`]: storyText({
      title: JSON.stringify(nasty),
      updated: '2025-05-17T00:30:00+02:00',
    }),
    [`${may}/16/talks.ar.md`]: storyText({ section: 'sport' }),
    [`${may}/16/talks.zh-Hans.md`]: storyText({ image: '{ src: pier.jpg, alt: A }' }, '![In](boat.jpg)\n'),
    [`${may}/16/pier.jpg`]: testPng(1200, 800),
    [`${may}/16/boat.jpg`]: testPng(1200, 800, [0, 0, 200]),
    [`${may}/16/会谈.zh-Hans.md`]: storyText({ topics: '[rising-seas]' }),
    [`${may}/17/draft.en.md`]: storyText({ status: 'draft' }),
    [`${may}/17/withdrawn.en.md`]: storyText({ status: 'withdrawn' }),
    [`${may}/19/new.en.md`]: storyText({ ...recent, title: JSON.stringify(nasty) }),
    [`${may}/19/new.ar.md`]: storyText({ ...recent, title: 'جديد', expires: '2025-05-20T12:01:00Z' }),
    [`${may}/19/new.zh-Hans.md`]: storyText({ ...recent, title: '新闻' }),
    // Exactly forty-eight hours ago.
    [`${may}/18/old.en.md`]: storyText({ date: '2025-05-18T12:00:00Z' }),
    [`${may}/18/almost-old.en.md`]: storyText({ date: '2025-05-18T12:00:30Z' }),
    'articles/2024/10/27/winter.ar.md': storyText({ date: '2024-10-27T03:30:00+02:00' }),
    'pages/about.en.md': '---\ntitle: About\nupdated: 2025-05-01T10:00:00Z\n---\nText.\n',
    'pages/about.ar.md': '---\ntitle: عن الموقع\n---\nنص.\n',
  })
  newsroom.sync()
  expect(newsroom.problems()).toEqual([])
})

async function items(path: string, now = testNow) {
  const { body } = await machineFile(newsroom, path, now)
  expect(XMLValidator.validate(body)).toBe(true)
  return parseSitemap(Readable.from([body]))
}

const loc = (path: string) => machineSite + path

describe('a month’s sitemap', () => {
  it('lists every story readers may see, in each of its languages', async () => {
    expect((await items('/sitemaps/2025-05.xml')).map(({ url }) => url)).toEqual([
      loc('/ar/sport/2025-05-16/talks'),
      loc('/en/world/2025-05-16/talks'),
      loc('/zh-Hans/world/2025-05-16/talks'),
      loc('/zh-Hans/world/2025-05-16/%E4%BC%9A%E8%B0%88'),
      loc('/en/world/2025-05-18/almost-old'),
      loc('/en/world/2025-05-18/old'),
      loc('/ar/world/2025-05-19/new'),
      loc('/en/world/2025-05-19/new'),
      loc('/zh-Hans/world/2025-05-19/new'),
    ])
  })

  it.each(['/en/world', '/ar/sport', '/zh-Hans/world'])(
    'names all versions of a story in each entry: %s',
    async (of) => {
      const item = (await items('/sitemaps/2025-05.xml')).find(
        ({ url }) => url === loc(`${of}/2025-05-16/talks`),
      )
      expect(item?.links).toEqual([
        { lang: 'en', url: loc('/en/world/2025-05-16/talks') },
        { lang: 'ar', url: loc('/ar/sport/2025-05-16/talks') },
        { lang: 'zh-Hans', url: loc('/zh-Hans/world/2025-05-16/talks') },
        { lang: 'x-default', url: loc('/en/world/2025-05-16/talks') },
      ])
    },
  )

  it('names no versions of a story in one language', async () => {
    const item = (await items('/sitemaps/2025-05.xml')).find(({ url }) => url.endsWith('%E8%B0%88'))
    expect(item?.links).toEqual([])
  })

  it('says when a story last changed significantly, with the zone', async () => {
    const { body } = await machineFile(newsroom, '/sitemaps/2025-05.xml')
    expect(body).toContain(`/en/world/2025-05-16/talks</loc>\n<lastmod>2025-05-17T01:30:00+03:00</lastmod>`)
    expect((await machineFile(newsroom, '/sitemaps/2024-10.xml')).body).toContain(
      '<lastmod>2024-10-27T03:30:00+02:00</lastmod>',
    )
  })

  it('names a story’s pictures', async () => {
    const all = await items('/sitemaps/2025-05.xml')
    const pictures = all.map(({ img }) => img.map(({ url }) => url)).filter((urls) => urls.length > 0)
    expect(pictures).toEqual([
      [
        loc(`/media/${pictureHash(testPng(1200, 800, [0, 0, 200]))}/1200.jpg`),
        loc(`/media/${pictureHash(testPng(1200, 800))}/1200.jpg`),
      ],
    ])
  })

  it('drops a story when it expires, from its translations’ entries too, and says when that will be', async () => {
    expect((await machineFile(newsroom, '/sitemaps/2025-05.xml')).headers['Surrogate-Control']).toBe(
      'max-age=60',
    )
    const after = await items('/sitemaps/2025-05.xml', testNow + 60_000)
    expect(after.map(({ url }) => url)).not.toContain(loc('/ar/world/2025-05-19/new'))
    const english = after.find(({ url }) => url === loc('/en/world/2025-05-19/new'))
    expect(english?.links.map(({ lang }) => lang)).toEqual(['en', 'zh-Hans', 'x-default'])
  })
})

describe('the sitemap index', () => {
  it('lists the pages and every month, newest first, with its last significant edit', async () => {
    const { body } = await machineFile(newsroom, '/sitemap.xml')
    expect(await parseSitemapIndex(Readable.from([body]))).toEqual([
      { url: loc('/sitemaps/pages.xml') },
      { url: loc('/sitemaps/2025-05.xml'), lastmod: expect.stringContaining('2025-05-19T') },
      { url: loc('/sitemaps/2024-10.xml'), lastmod: expect.stringContaining('2024-10-27T') },
    ])
    expect(body).toContain('<lastmod>2025-05-19T23:30:00+03:00</lastmod>')
  })

  it('splits a large month, and every part it lists exists, complete and without repetition', async () => {
    const large = testNewsroom({ [`${may}/16/talks.ar.md`]: storyText() })
    large.sync()
    large.db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4500)
      INSERT INTO stories (path, lang, day, slug, section, kind, published, month, edited, fields)
      SELECT path || i, lang, day, slug || i, section, kind, published, month, edited, fields FROM stories, n`)
    const index = await parseSitemapIndex(Readable.from([(await machineFile(large, '/sitemap.xml')).body]))
    const parts = index.map(({ url }) => url).filter((url) => url.includes('2025-05'))
    expect(parts).toEqual(['', '-2', '-3'].map((part) => loc(`/sitemaps/2025-05${part}.xml`)))
    const urls: string[] = []
    for (const part of parts) {
      const { body, headers } = await machineFile(large, part)
      expect(headers['Surrogate-Key']).toBe('site sitemap:2025-05')
      const listed = await parseSitemap(Readable.from([body]))
      expect(listed.length).toBeLessThanOrEqual(2000)
      urls.push(...listed.map(({ url }) => url))
    }
    expect(urls).toHaveLength(4501)
    expect(new Set(urls).size).toBe(4501)
    await expect(machineFile(large, '/sitemaps/2025-05-4.xml')).rejects.toThrow('unknown')
  })
})

describe('the sitemap of pages', () => {
  it('lists what is not a story, once in each language it is in', async () => {
    const all = await items('/sitemaps/pages.xml')
    const urls = all.map(({ url }) => url.replace(machineSite, ''))
    for (const path of ['/en', '/ar', '/zh-Hans', '/zh-Hans/world', '/en/about', '/ar/about'])
      expect(urls.filter((url) => url === path)).toHaveLength(1)
    expect(urls).toContain('/zh-Hans/topics/rising-seas')
    expect(urls).not.toContain('/en/topics/rising-seas')
    // There is nothing to find there, so search engines are asked not to index it.
    expect(urls).not.toContain('/ar/authors/ada')
    expect(urls).not.toContain('/zh-Hans/about')
    expect(new Set(urls).size).toBe(urls.length)
    const about = all.find(({ url }) => url === loc('/en/about'))
    expect(about?.lastmod).toContain('2025-05-01T')
    expect(about?.links.map(({ lang }) => lang)).toEqual(['en', 'ar', 'x-default'])
  })
})

describe('the news sitemap', () => {
  it('lists the last 48 hours, newest first, as Google requires', async () => {
    const all = await items('/news-sitemap.xml')
    expect(all.map(({ url }) => url.replace(machineSite, '')).sort()).toEqual([
      '/ar/world/2025-05-19/new',
      '/en/world/2025-05-18/almost-old',
      '/en/world/2025-05-19/new',
      '/zh-Hans/world/2025-05-19/new',
    ])
    const newsOf = (lang: string) => all.find(({ url }) => url.startsWith(`${machineSite}/${lang}/`))?.news
    expect(newsOf('en')).toMatchObject({
      publication: { name: 'The Test Post', language: 'en' },
      publication_date: '2025-05-19T23:30:00+03:00',
      title: nasty,
    })
    expect(newsOf('ar')).toMatchObject({
      publication: { name: 'بريد الاختبار', language: 'ar' },
      title: 'جديد',
    })
    expect(newsOf('zh-Hans')?.publication.language).toBe('zh-cn')
  })

  it('keeps a headline of 300 characters whole', async () => {
    const title = `${'很长的标题'.repeat(60)}`
    const long = testNewsroom({ [`${may}/19/new.zh-Hans.md`]: storyText({ ...recent, title }) })
    long.sync()
    expect((await machineFile(long, '/news-sitemap.xml')).body).toContain(`<news:title>${title}</news:title>`)
  })

  it('says when the first of them is no longer news, or expires', async () => {
    const lifetime = async (now: number) =>
      (await machineFile(newsroom, '/news-sitemap.xml', now)).headers['Surrogate-Control']
    expect(await lifetime(testNow)).toBe('max-age=30')
    expect(await lifetime(testNow + 30_000)).toBe('max-age=30')
    expect(await lifetime(testNow + 60_000)).toBe(`max-age=${32 * 3600 + 1800 - 60}`)
  })

  it('may be empty', async () => {
    const { status, body } = await machineFile(
      newsroom,
      '/news-sitemap.xml',
      Date.parse('2025-06-20T00:00:00Z'),
    )
    expect(status).toBe(200)
    expect(XMLValidator.validate(body)).toBe(true)
    expect(body).not.toContain('<url>')
  })

  it('holds a thousand at most', async () => {
    const busy = testNewsroom({ [`${may}/19/new.ar.md`]: storyText(recent) })
    busy.sync()
    busy.db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
      INSERT INTO stories (path, lang, day, slug, section, kind, published, month, edited, fields)
      SELECT path || i, lang, day, slug || i, section, kind, published + i, month, edited, fields FROM stories, n`)
    const { body } = await machineFile(busy, '/news-sitemap.xml')
    expect(body.match(/<loc>/g)).toHaveLength(1000)
    expect(body).toContain('/ar/world/2025-05-19/new1200<')
  })

  it.each([
    ['en', 'en'],
    ['ar', 'ar'],
    ['sw', 'sw'],
    ['pt-BR', 'pt'],
    ['zh-Hans', 'zh-cn'],
    ['zh-Hant', 'zh-tw'],
    ['zh', 'zh-cn'],
    ['zh-HK', 'zh-tw'],
    ['sr-Latn', 'sr'],
    ['fil', 'fil'],
  ])('calls %s %s', (lang, expected) => {
    expect(newsLanguage(lang)).toBe(expected)
  })
})

it('previews do not list drafts', async () => {
  const preview = testNewsroom({
    'site.yaml': siteYaml,
    [`${may}/16/talks.ar.md`]: storyText(),
    [`${may}/16/draft.ar.md`]: storyText({ status: 'draft' }),
  })
  preview.sync({ preview: true })
  expect((await machineFile(preview, '/sitemaps/2025-05.xml')).body).not.toContain('draft')
  expect((await machineFile(preview, '/ar/feed.json')).body).not.toContain('draft')
})
