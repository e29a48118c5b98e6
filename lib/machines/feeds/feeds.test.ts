import { XMLValidator } from 'fast-xml-parser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { beforeAll, describe, expect, it } from 'vitest'
import { pictureHash } from '../../assets/pictures/hash.ts'
import { machineFile, machineSite } from '../../testing/machine.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../../testing/newsroom.ts'
import { testPng } from '../../testing/pictures.ts'

const day = 'articles/2025/05/16'
const nasty = `</script> "A" & 'B' ]]> ⛴️ \u200fab\u200e &amp ${'long '.repeat(50)}end`
const hub = 'https://hub.example/'

/** A story in each of the test's languages, with everything that makes feeds difficult. */
function stories(): Record<string, string> {
  const all: Record<string, string> = {}
  for (const lang of ['en', 'ar', 'zh-Hans']) {
    all[`${day}/hard.${lang}.md`] = storyText(
      {
        title: JSON.stringify(nasty),
        summary: JSON.stringify('<b>Bold</b> & <i onclick="x()">more</i> ]]>'),
        updated: '2025-05-17T00:30:00+02:00',
        authors:
          '[ada, { name: "Guest & Co", url: "mailto:g@guest.example" }, { name: G, url: "https://g.example/" }]',
        topics: '[rising-seas]',
        dateline: 'ISTANBUL',
        sources: '[Reuters]',
        image: '{ src: pier.jpg, alt: "A <pier>", caption: "Low & dry", credit: Ada }',
        corrections: '[{ date: 2025-05-17T01:00:00+03:00, text: "It was <84>." }]',
        ai: 'A first transcript.',
      },
      'See [it](easy.en.md), [that](#when--then), [a page](/en/world) `</script>`.[^1]\n\n## When ]]> then\n\n![In](pier.jpg)\n\n[^1]: Note.\n',
    )
  }
  // In one language only; without a byline; without a picture; at an hour that clocks show twice.
  all['articles/2024/10/27/easy.en.md'] = storyText({ date: '2024-10-27T03:30:00+02:00', section: 'sport' })
  return all
}

let newsroom: TestNewsroom

beforeAll(() => {
  newsroom = testNewsroom({
    ...stories(),
    [`${day}/pier.jpg`]: testPng(1200, 800),
    [`${day}/easy.en.md`]: storyText({ date: '2025-05-16T02:00:00-05:00', title: 'Easy' }),
    [`${day}/draft.en.md`]: storyText({ status: 'draft', title: 'Secret' }),
    [`${day}/withdrawn.en.md`]: storyText({ status: 'withdrawn', title: 'Secret' }),
    [`${day}/embargoed.en.md`]: storyText({ date: '2025-06-16T12:00:00Z', title: 'Secret' }),
    [`${day}/short.ar.md`]: storyText({ title: 'Short', expires: '2025-05-20T12:01:00Z', section: 'sport' }),
    'site.yaml': `${siteYaml}announce: { hub: "${hub}" }\n`,
  })
  newsroom.sync()
  expect(newsroom.problems()).toEqual([])
})

const read = async (path: string, now?: number) => (await machineFile(newsroom, path, now)).body
const rss = async (path: string) => {
  const xml = await read(path)
  expect(XMLValidator.validate(xml)).toBe(true)
  return parseRssFeed(xml)
}
const atom = async (path: string) => {
  const xml = await read(path)
  expect(XMLValidator.validate(xml)).toBe(true)
  return parseAtomFeed(xml)
}

describe.each(['en', 'ar', 'zh-Hans'])('the feeds in %s', (lang) => {
  const url = `${machineSite}/${lang}/world/2025-05-16/hard`
  const id = `tag:news.example,2025-05-16:hard/${lang}`
  const picture = `${machineSite}/media/${pictureHash(testPng(1200, 800))}/1200.jpg`
  const name = lang === 'ar' ? 'بريد الاختبار' : 'The Test Post'

  it('as RSS meet RSS 2.0', async () => {
    const feed = await rss(`/${lang}/feed.xml`)
    expect(feed).toMatchObject({ title: name, link: `${machineSite}/${lang}`, language: lang })
    expect(feed.description).toMatch(/\S{3}/)
    expect(feed.lastBuildDate).toMatch(/^\w{3}, \d\d \w{3} 2025 \d\d:\d\d:\d\d \+0300$/)
    expect(feed.atom?.links).toEqual([
      { rel: 'self', type: 'application/rss+xml', href: `${machineSite}/${lang}/feed.xml` },
      { rel: 'hub', href: hub },
    ])
    const item = feed.items?.find(({ link }) => link === url)
    expect(item).toMatchObject({
      title: nasty,
      guid: { value: id, isPermaLink: false },
      pubDate: 'Fri, 16 May 2025 14:05:00 +0300',
      // As HTML, because readers take it for HTML.
      description: '&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;i onclick=&quot;x()&quot;&gt;more&lt;/i&gt; ]]&gt;',
      enclosures: [{ url: picture, length: 0, type: 'image/jpeg' }],
    })
    expect(item?.dc?.creators).toEqual(['Ada Writer', 'Guest & Co', 'G'])
    expect(item?.categories).toHaveLength(2)
  })

  it('as Atom meet RFC 4287', async () => {
    const feed = await atom(`/${lang}/atom.xml`)
    const self = `${machineSite}/${lang}/atom.xml`
    expect(await read(`/${lang}/atom.xml`)).toContain(`xml:lang="${lang}"`)
    expect(feed).toMatchObject({ id: self, title: { value: name }, updated: '2025-05-17T01:30:00+03:00' })
    expect(feed.links).toEqual([
      { rel: 'self', type: 'application/atom+xml', href: self },
      { rel: 'alternate', type: 'text/html', hreflang: lang, href: `${machineSite}/${lang}` },
      { rel: 'hub', href: hub },
    ])
    const entry = feed.entries?.find((one) => one.id === id)
    expect(entry).toMatchObject({
      title: { value: nasty },
      summary: { value: '<b>Bold</b> & <i onclick="x()">more</i> ]]>' },
      published: '2025-05-16T14:05:00+03:00',
      updated: '2025-05-17T01:30:00+03:00',
      links: [
        { rel: 'alternate', type: 'text/html', hreflang: lang, href: url },
        { rel: 'enclosure', type: 'image/jpeg', href: picture },
      ],
      authors: [
        { name: 'Ada Writer', uri: `${machineSite}/${lang}/authors/ada` },
        { name: 'Guest & Co', email: 'g@guest.example' },
        { name: 'G', uri: 'https://g.example/' },
      ],
    })
  })

  it('as JSON Feed meet version 1.1', async () => {
    const body = await read(`/${lang}/feed.json`)
    const feed = parseJsonFeed(JSON.parse(body))
    expect(JSON.parse(body)).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: name,
      home_page_url: `${machineSite}/${lang}`,
      feed_url: `${machineSite}/${lang}/feed.json`,
      language: lang,
      hubs: [{ type: 'WebSub', url: hub }],
    })
    expect(feed.items?.find((one) => one.id === id)).toMatchObject({
      url,
      title: nasty,
      date_published: '2025-05-16T14:05:00+03:00',
      date_modified: '2025-05-17T01:30:00+03:00',
      image: picture,
      attachments: [{ url: picture, mime_type: 'image/jpeg' }],
    })
  })

  it('hold the full text, in its language and direction, without a relative address', async () => {
    const dir = lang === 'ar' ? 'rtl' : 'ltr'
    const texts = [
      (await rss(`/${lang}/feed.xml`)).items?.find(({ link }) => link === url)?.content?.encoded,
      (await atom(`/${lang}/atom.xml`)).entries?.find((one) => one.id === id)?.content?.value,
      parseJsonFeed(JSON.parse(await read(`/${lang}/feed.json`))).items?.find((one) => one.id === id)
        ?.content_html,
    ]
    expect(new Set(texts).size).toBe(1)
    const [html = ''] = texts
    expect(html).toMatch(new RegExp(`^<div lang="${lang}" dir="${dir}">[\\s\\S]*</div>$`))
    expect(html).toContain(
      `<figure><img src="${picture}" alt="A &lt;pier&gt;"><figcaption>Low &amp; dry Ada</figcaption>`,
    )
    expect(html).toContain('<h2>When ]]&gt; then</h2>')
    expect(html).toContain(`<p>ISTANBUL${lang === 'zh-Hans' ? '\u3000' : ' — '}See `)
    expect(html).toContain('<code>&lt;/script&gt;</code>')
    expect(html).toMatch(/Reuters/)
    expect(html).toContain('It was &lt;84&gt;.')
    expect(html).toContain('A first transcript.')
    expect(html).toContain(`href="${machineSite}/en/world/2025-05-16/easy"`)
    for (const [, address] of html.matchAll(/ (?:href|src)="([^"]*)"/g))
      expect(address).toMatch(/^https:\/\//)
  })
})

describe('a feed', () => {
  it('is signed by the organisation when there is no byline, and has no picture when there is none', async () => {
    const item = (await atom('/en/sport/atom.xml')).entries?.[0]
    expect(item?.authors).toEqual([{ name: 'The Test Post' }])
    expect(item?.links).toHaveLength(1)
    // The second half past three of that night.
    expect(item?.published).toBe('2024-10-27T03:30:00+02:00')
    expect((await rss('/en/sport/feed.xml')).items?.[0]?.pubDate).toBe('Sun, 27 Oct 2024 03:30:00 +0200')
  })

  it('of a section has its stories alone, and names the section', async () => {
    const feed = await rss('/en/world/feed.xml')
    expect(feed).toMatchObject({ title: 'The Test Post – World', link: `${machineSite}/en/world` })
    expect(feed.items?.map(({ title }) => title)).toEqual([nasty, 'Easy'])
    expect((await rss('/zh-Hans/sport/feed.xml')).items ?? []).toEqual([])
    expect((await atom('/zh-Hans/sport/atom.xml')).updated).toMatch(/^20\d\d-/)
  })

  it('shows nothing that readers may not see', () => {
    for (const path of ['/en/feed.xml', '/en/atom.xml', '/en/feed.json'])
      expect(read(path)).not.toContain('Secret')
  })

  it('drops a story when it expires, and says when that will be', async () => {
    const before = await machineFile(newsroom, '/ar/feed.json')
    expect(before.body).toContain('Short')
    expect(before.headers['Surrogate-Control']).toBe('max-age=60')
    expect(before.headers['Cache-Control']).toContain('max-age=60, s-maxage=60')
    const after = await machineFile(newsroom, '/ar/feed.json', testNow + 60_000)
    expect(after.body).not.toContain('Short')
    expect(after.headers['Surrogate-Control']).toBe('max-age=31536000')
    expect(Date.parse(after.headers['Last-Modified'] ?? '')).toBeGreaterThanOrEqual(testNow + 60_000)
  })

  it('holds the newest twenty', async () => {
    const many = testNewsroom(
      Object.fromEntries(
        Array.from({ length: 25 }, (_, index) => [
          `${day}/story-${index}.ar.md`,
          storyText({ date: `2025-05-16T10:${index + 10}:00Z`, title: `Story ${index}` }),
        ]),
      ),
    )
    many.sync()
    const { items = [] } = parseJsonFeed(JSON.parse((await machineFile(many, '/ar/feed.json')).body))
    expect(items.map(({ title }) => title)).toEqual(
      Array.from({ length: 20 }, (_, index) => `Story ${24 - index}`),
    )
  })

  it('keeps a story’s id when its headline and section change', async () => {
    const path = `${day}/talks.zh-Hans.md`
    const room = testNewsroom({ [path]: storyText() })
    const ids = async () => {
      room.sync()
      return parseAtomFeed((await machineFile(room, '/zh-Hans/atom.xml')).body).entries?.map(
        (entry) => entry.id,
      )
    }
    const first = await ids()
    room.write(path, storyText({ title: '另一个标题', section: 'sport' }))
    expect(await ids()).toEqual(first)
    expect(first).toEqual(['tag:news.example,2025-05-16:talks/zh-Hans'])
  })
})
