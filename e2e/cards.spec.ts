import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { siteYaml, storyText, type TestNewsroom, testNewsroom } from '../lib/testing/newsroom.ts'
import { meta, readSource } from './html.ts'
import { demoUrl, rawRequest, startSite, type TestSite } from './site.ts'

const languages = ['en', 'ar', 'zh-Hans', 'ru'] as const
const atAnEdge = { 'surrogate-capability': 'edge="Surrogate/1.0"' }

/** The paths of the cards a page names: of its link preview, and of its data. */
async function cardsOf(url: string, path: string): Promise<string[]> {
  const source = readSource((await rawRequest(url, path)).body)
  const [shown] = source.data[0]?.['@graph'] ?? []
  const images = (shown?.image ?? []) as { url: string }[]
  const all = [...meta(source, 'og:image'), ...images.map((image) => image.url)]
  return all.map((address) => new URL(address).pathname)
}

for (const lang of languages) {
  for (const path of [`/${lang}`, `/${lang}/science`, `/${lang}/authors/petra-osk`, `/${lang}/about`]) {
    test(`a page without a picture has a card for link previews: ${path}`, async ({ page }) => {
      const [card = ''] = await cardsOf(demoUrl, path)
      expect(card).toMatch(/^\/media\/[0-9a-f]{16}\/preview\//)
      expect(card.replace(/^\/media\/[0-9a-f]{16}\/preview/, '')).toBe(`${path}.png`)
      const { status, headers, bytes } = await rawRequest(demoUrl, card, atAnEdge)
      expect(status).toBe(200)
      expect(headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      expect(bytes).toBeLessThan(150_000)
      expect(headers['surrogate-key']?.toString().split(' ')).toEqual(
        expect.arrayContaining(['site', `lang:${lang}`]),
      )
      await page.goto(demoUrl + card)
      const size = await page
        .locator('img')
        .evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])
      expect(size).toEqual([1200, 630])
      const again = await rawRequest(demoUrl, card, { 'if-none-match': headers.etag ?? '' })
      expect([again.status, again.bytes, again.headers.etag]).toEqual([304, 0, headers.etag])
    })
  }
}

test.describe('a site of its own', () => {
  const titles: Record<string, string> = {
    en: 'Ferry returns',
    ar: 'عودة العبّارة',
    'zh-Hans': '渡轮恢复运营',
  }
  const file = (lang: string, slug = 'ferry') => `articles/2025/05/16/${slug}.${lang}.md`
  const story = (lang: string, fields: Record<string, string> = {}) =>
    storyText({ title: titles[lang] ?? '', ...fields })
  const path = (lang: string) => `/${lang}/world/2025-05-16/ferry`
  const face =
    'node_modules/@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-latin-wght-normal.woff2'

  let newsroom: TestNewsroom
  let site: TestSite
  test.describe.configure({ mode: 'default' })

  test.beforeAll(async () => {
    test.setTimeout(180_000)
    newsroom = testNewsroom(Object.fromEntries(Object.keys(titles).map((lang) => [file(lang), story(lang)])))
    site = await startSite(newsroom.directory)
  })

  test.afterAll(async () => {
    await site?.stop()
  })

  test('a story’s cards come in every shape its page names, and in no other', async () => {
    for (const lang of Object.keys(titles)) {
      const cards = await cardsOf(site.url, path(lang))
      expect(cards.map((card) => card.split('/')[3])).toEqual(['preview', '16x9', '4x3', '1x1'])
      for (const card of cards) expect((await rawRequest(site.url, card)).status, card).toBe(200)
      const [card = ''] = cards
      for (const other of [
        card.replace(/[0-9a-f]{16}/, '0123456789abcdef'),
        card.replace('preview', '2x1'),
        card.replace('.png', '.jpg'),
        card.replace('.png', '.svg'),
        card.replace('/ferry', '/other'),
        card.replace('/ferry', '/..%2Fferry'),
        card.replace(`/${lang}/`, '/fr/'),
        card.replace(/preview.*/, 'preview.png'),
        card.replace(/preview.*/, 'preview/Anything you like.png').replaceAll(' ', '%20'),
      ]) {
        const { status, headers } = await rawRequest(site.url, other)
        expect([status, headers['cache-control']], other).toEqual([404, 'no-store'])
      }
    }
  })

  test('nothing in the address is drawn', async () => {
    const [card = ''] = await cardsOf(site.url, path('ar'))
    const plain = await rawRequest(site.url, card)
    const asked = await rawRequest(site.url, `${card}?title=Anything&headline=Anything`)
    expect([asked.status, asked.body]).toEqual([200, plain.body])
  })

  test('a story that is not public has no card, whatever its hash would be', async () => {
    for (const [lang, fields] of [
      ['en', { status: 'draft' }],
      ['ar', { date: '2199-01-01T00:00:00Z' }],
      ['zh-Hans', { status: 'withdrawn' }],
    ] as const) {
      const cards = await cardsOf(site.url, path(lang))
      expect(cards).toHaveLength(4)
      newsroom.write(file(lang), story(lang, fields))
      for (const card of cards)
        await expect.poll(async () => (await rawRequest(site.url, card)).status, card).toBe(404)
      newsroom.write(file(lang), story(lang))
      for (const card of cards)
        await expect.poll(async () => (await rawRequest(site.url, card)).status, card).toBe(200)
    }
  })

  test('another headline is another card, and the former one is gone', async () => {
    const [before = ''] = await cardsOf(site.url, path('zh-Hans'))
    newsroom.write(file('zh-Hans'), story('zh-Hans', { title: '渡轮再次停运' }))
    await expect.poll(async () => (await cardsOf(site.url, path('zh-Hans')))[0]).not.toBe(before)
    const [after = ''] = await cardsOf(site.url, path('zh-Hans'))
    expect((await rawRequest(site.url, after)).status).toBe(200)
    expect((await rawRequest(site.url, before)).status).toBe(404)
  })

  test('the paper looks as its settings say, at once, and stays so when they go wrong', async ({ page }) => {
    const drawn = (colour: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><path fill="${colour}" d="M0 0h200v40z"/></svg>`
    const look = (accent: string) =>
      `look: { headlines: own.woff2, logo: { light: day.svg, dark: night.svg }, colours: { light: { accent: "${accent}" } } }\n`
    newsroom.write('day.svg', drawn('#064'))
    newsroom.write('night.svg', drawn('#6b9'))
    newsroom.write('own.woff2', readFileSync(face))
    newsroom.write('site.yaml', siteYaml + look('#006644'))
    const front = async () => (await rawRequest(site.url, '/en')).body
    await expect.poll(front).toContain('--accent:#006644')

    for (const [colorScheme, paper] of [
      ['light', 'rgb(253, 252, 249)'],
      ['dark', 'rgb(20, 23, 26)'],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${site.url}/en`)
      const logo = page.getByRole('banner').getByRole('img', { name: 'The Test Post' })
      await expect(logo).toHaveJSProperty('naturalWidth', 200)
      await expect(logo).toHaveJSProperty('height', 40)
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
        paper,
      )
    }
    const accent = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent'))
    expect(await accent()).not.toBe('#006644')
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await accent()).toBe('#006644')

    // Optional: whether it is shown depends on when it comes, so it is asked for.
    const loaded = await page.evaluate(async () => (await document.fonts.load('700 20px Headlines')).length)
    expect(loaded).toBe(1)

    const [drawing = ''] = (await front()).match(/\/media\/[0-9a-f]{16}\/nameplate\.svg/) ?? []
    const { status, headers } = await rawRequest(site.url, drawing)
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'image/svg+xml',
      'public, max-age=31536000, immutable',
    ])
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox/)
    expect((await rawRequest(site.url, drawing.replace(/[0-9a-f]{16}/, '0123456789abcdef'))).status).toBe(404)

    newsroom.write('site.yaml', siteYaml + look('#eeeeee'))
    await expect.poll(() => site.output()).toContain('colours.light.accent')
    expect(await front()).toContain('--accent:#006644')
  })
})
