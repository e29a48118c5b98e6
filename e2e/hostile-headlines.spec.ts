import { statSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { typeset } from '../lib/i18n/typography.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { links, meta, readSource, titleOf, versions } from './html.ts'
import { rawRequest, startSite, type TestSite } from './site.ts'
import { hasJava, htmlProblems, nuProblems } from './validators.ts'

/** Headlines and summaries nobody should write, and somebody will; by slug. closed: what is made of both, if that is more. */
const texts: Record<string, { title: string; summary?: string; closed?: string }> = {
  script: { title: 'A </script><script>alert(1)</script> <!-- B' },
  'script-in-capitals': { title: '</SCRIPT ><img src=x onerror=alert(1)>' },
  quotes: {
    title: `He said "no", 'maybe' & \`yes\` \\ &quot;no&quot;`,
    // Other systems write such references into fields: they stand for their characters.
    closed: `He said "no", 'maybe' & \`yes\` \\ "no"`,
  },
  emoji: { title: '🌊 Flood 👩🏽‍🚒🇫🇷 warning ⚠️' },
  'right-to-left': { title: '\u200Fعاجل: \u200Eflood\u200F \u202Eabc\u202C \u2067x\u2069' },
  // Left open, they would turn the paper's name after it around.
  turning: { title: 'A \u202Eferry \u2067عبّارة', closed: 'A \u202Eferry \u2067عبّارة\u2069\u202C' },
  'line-separators': { title: 'One\u2028two\u2029three' },
  cdata: { title: 'Then ]]> and <![CDATA[ and --> and <?xml ?>' },
  long: { title: `${'长'.repeat(150)}${'word '.repeat(29)}words` },
  html: { title: 'Plain', summary: 'A <b>bold</b> &amp <a href="javascript:alert(1)">link</a></p></div>' },
  // As somebody writes it who puts JSON together by hand.
  json: { title: '","@type":"Person","x":"\\u003c' },
}

const day = 'articles/2025/05/16'
const languages = ['en', 'ar', 'zh-Hans']

let site: TestSite
test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  const files = Object.entries(texts).flatMap(([slug, { title, summary = title }]) =>
    languages.map((lang) => [
      `${day}/${slug}.${lang}.md`,
      storyText({ title: JSON.stringify(title), summary: JSON.stringify(summary) }),
    ]),
  )
  const newsroom = testNewsroom({
    ...Object.fromEntries(files),
    // One language, no author, no picture; across the night clocks change, and the end of a year elsewhere.
    [`${day}/alone.ar.md`]: storyText(),
    'articles/2024/10/27/clocks.en.md': storyText({
      date: '2024-10-27T00:30:00Z',
      updated: '2024-10-27T01:30:00Z',
    }),
    'articles/2024/12/31/new-year.zh-Hans.md': storyText({ date: '2025-01-01T06:30:00+08:00' }),
  })
  site = await startSite(newsroom.directory)
})

test.afterAll(async () => {
  expect(await site.stop()).toBe(0)
})

for (const lang of languages) {
  test(`is text everywhere (${lang})`, async ({ page }) => {
    page.on('dialog', (dialog) => {
      throw new Error(`A headline ran: ${dialog.message()}`)
    })
    for (const [slug, text] of Object.entries(texts)) {
      const title = text.closed ?? text.title
      const summary = text.closed ?? text.summary ?? text.title
      const path = `/${lang}/world/2025-05-16/${slug}`
      const { body } = await rawRequest(site.url, path)
      const source = readSource(body)
      expect(source.strays, slug).toEqual([])
      expect(source.data[0]?.['@graph'][0], slug).toMatchObject({
        '@type': 'NewsArticle',
        headline: title,
        description: summary,
      })
      expect(meta(source, 'og:title')).toEqual([title])
      expect(meta(source, 'description')).toEqual([summary])
      expect(titleOf(source)[0]).toContain(title)
      expect(await htmlProblems(body), slug).toEqual([])

      await page.goto(site.url + path)
      await expect(page.locator('h1')).toHaveText(typeset(title, lang).replace(/\s+/g, ' '))
      await expect(page.locator('h1 + p')).toHaveText(typeset(summary, lang).replace(/\s+/g, ' '))
      const code = 'script:not([type="application/ld+json"]), [onerror], a[href^="javascript:"]'
      await expect(page.locator(`${code}, h1 :not(wbr), h1 + p *`), slug).toHaveCount(0)
    }
  })
}

test('lists of such headlines are sound too', async () => {
  const pages: Record<string, string> = {}
  for (const lang of languages) {
    for (const path of [`/${lang}`, `/${lang}/world`, `/${lang}/archive/2025/05/16`]) {
      const { body } = await rawRequest(site.url, path)
      expect(await htmlProblems(body), path).toEqual([])
      pages[path] = body
    }
    for (const slug of Object.keys(texts)) {
      const path = `/${lang}/world/2025-05-16/${slug}`
      pages[path] = (await rawRequest(site.url, path)).body
    }
  }
  if (hasJava()) expect(nuProblems(pages)).toEqual([])
})

test('a newsroom without a logo has the software’s icons', async () => {
  expect((await rawRequest(site.url, '/en')).body).toContain('rel="icon" href="/favicon.svg')
  for (const path of ['/favicon.ico', '/apple-touch-icon.png', '/icon-192.png', '/icon-512.png']) {
    const { status, bytes } = await rawRequest(site.url, path)
    expect([status, bytes], path).toEqual([200, statSync(`public${path}`).size])
  }
  const { body } = await rawRequest(site.url, '/manifest.webmanifest')
  expect(JSON.parse(body)).toMatchObject({ name: 'The Test Post' })
})

test('whatever a headline is, its card is drawn', async () => {
  for (const slug of Object.keys(texts))
    for (const lang of languages) {
      const source = readSource((await rawRequest(site.url, `/${lang}/world/2025-05-16/${slug}`)).body)
      const [card = ''] = meta(source, 'og:image')
      const { status, headers } = await rawRequest(site.url, new URL(card).pathname)
      expect([status, headers['content-type']], `${slug} (${lang})`).toEqual([200, 'image/png'])
    }
})

test('a story of one language, without author or picture, says no more than it has', async () => {
  const path = '/ar/world/2025-05-16/alone'
  const source = readSource((await rawRequest(site.url, path)).body)
  expect(versions(source)).toEqual({ ar: site.url + path })
  expect(meta(source, 'og:image')).toEqual([
    expect.stringMatching(/\/preview\/ar\/world\/2025-05-16\/alone\.png$/),
  ])
  expect(meta(source, 'og:locale:alternate')).toEqual([])
  const article = source.data[0]?.['@graph'][0]
  expect(article).toMatchObject({ author: { '@id': `${site.url}/#organisation` } })
  for (const name of ['workTranslation', 'translationOfWork', 'dateline', 'isBasedOn', 'correction'])
    expect(article).not.toHaveProperty(name)
  expect(links(source, 'alternate').filter(({ type }) => type === 'text/markdown')).toHaveLength(1)
})

for (const [path, published, modified] of [
  ['/en/world/2024-10-27/clocks', '2024-10-27T03:30:00+03:00', '2024-10-27T03:30:00+02:00'],
  ['/zh-Hans/world/2024-12-31/new-year', '2025-01-01T00:30:00+02:00', '2025-01-01T00:30:00+02:00'],
] as const) {
  test(`times are those of the newsroom's zone, shown and told alike: ${path}`, async ({ page }) => {
    await page.goto(site.url + path)
    const { data } = readSource((await rawRequest(site.url, path)).body)
    expect(data[0]?.['@graph'][0]).toMatchObject({ datePublished: published, dateModified: modified })
    const times = await page
      .locator('article header time')
      .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')))
    expect(times).toEqual([...new Set([published, modified])])
  })
}
