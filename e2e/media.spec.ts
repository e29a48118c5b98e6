import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from 'playwright/test'
import { watchLayoutShift } from './layout-shift.ts'
import { demo, mediaNewsroom, words } from './media-newsroom.ts'
import { sampleLanguages } from './pages.ts'
import { rawRequest, startSite, type TestSite } from './site.ts'
import { htmlProblems } from './validators.ts'

const path = (lang: string, slug = 'media') => `/${lang}/world/2025-05-16/${slug}`

const newsroom = mediaNewsroom()

let site: TestSite
test.beforeAll(async () => {
  test.setTimeout(180_000)
  site = await startSite(newsroom.directory)
})
test.afterAll(() => site?.stop())

/** Addresses of other sites that a page asks for; none is really asked. */
async function strangers(page: Page): Promise<string[]> {
  const asked: string[] = []
  await page.route(
    (url) => url.origin !== site.url,
    (route) => {
      asked.push(route.request().url())
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Map</title><p>Map</p>' })
    },
  )
  return asked
}

const addresses = async (lang = 'en') => {
  const html = (await rawRequest(site.url, path(lang))).body
  const find = (pattern: RegExp) => pattern.exec(html)?.[0] ?? ''
  return {
    video: find(/\/media\/[0-9a-f]{16}\/video\.webm/),
    audio: find(/\/media\/[0-9a-f]{16}\/audio\.webm/),
    captions: find(/\/media\/[0-9a-f]{16}\/captions\.vtt/),
  }
}

for (const { lang } of sampleLanguages) {
  const said = words[lang]

  test.describe(`without script (${lang})`, () => {
    test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })

    test('a figure has its words, its place, and waits', async ({ page }) => {
      await page.goto(site.url + path(lang))
      const figure = page.getByRole('figure', { name: `${said.caption} ${said.credit}` }).first()
      await expect(figure.locator('figcaption')).toHaveText(`${said.caption} ${said.credit}`)
      const img = figure.locator('img')
      await expect(img).toHaveAttribute('alt', `${said.caption} 1`)
      for (const [name, value] of Object.entries({ loading: 'lazy', width: '1500', height: '1000' }))
        await expect(img).toHaveAttribute(name, value)
      for (const [index, type] of ['avif', 'webp'].entries()) {
        const source = figure.locator('source').nth(index)
        await expect(source).toHaveAttribute('type', `image/${type}`)
        await expect(source).toHaveAttribute(
          'srcset',
          new RegExp(`/400\\.${type} 400w, .*/1600\\.${type} 1500w$`),
        )
      }
    })

    test('the links below a gallery lead to its pictures, and an embed to its site', async ({ page }) => {
      await page.goto(site.url + path(lang))
      const gallery = page.getByRole('region', { name: said.caption })
      const third = gallery.locator('figure').nth(2)
      await expect(third).not.toBeInViewport()
      await page.locator('a[href="#gallery.1-3"]').click()
      await expect(third).toBeInViewport({ ratio: 0.5 })
      const link = page.getByRole('link', { name: said.embed })
      await expect(link).toHaveAttribute('href', 'https://player.example/map?a=1')
    })
  })

  test(`a gallery moves by keyboard, and keeps its captions in line (${lang})`, async ({ page }) => {
    await strangers(page)
    await page.goto(site.url + path(lang))
    const gallery = page.getByRole('region', { name: said.caption })
    await gallery.focus()
    const second = gallery.locator('figure').nth(1)
    const place = async () => Math.abs((await second.boundingBox())?.x ?? 0)
    const before = await place()
    await page.keyboard.press(lang === 'ar' ? 'ArrowLeft' : 'ArrowRight')
    await expect.poll(place).not.toBe(before)
    const tops = await gallery
      .locator('figcaption')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
    expect(new Set(tops.map(Math.round)).size).toBe(1)
  })

  test(`axe and html-validate find nothing, and nothing moves (${lang})`, async ({ page }) => {
    await strangers(page)
    const moved = await watchLayoutShift(page)
    await page.goto(site.url + path(lang))
    for (let down = 0; down < 6; down += 1) await page.mouse.wheel(0, 600)
    await page.waitForLoadState('networkidle')
    expect(await moved()).toBe(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      )
    }
    for (const width of [320, 1920]) {
      await page.setViewportSize({ width, height: 800 })
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0)
    }
    expect(await htmlProblems((await rawRequest(site.url, path(lang))).body)).toEqual([])
  })

  test(`nothing is asked of another site before a click, and then a frame is (${lang})`, async ({ page }) => {
    const asked = await strangers(page)
    await page.goto(site.url + path(lang))
    const link = page.getByRole('link', { name: said.embed })
    await link.hover()
    await page.waitForLoadState('networkidle')
    expect(asked).toEqual([])
    const box = await link.boundingBox()
    await link.click()
    const frame = page.locator('iframe')
    await expect(frame).toHaveAttribute('title', said.embed)
    await expect(frame).toHaveAttribute('sandbox', /allow-scripts/)
    await expect(page.frameLocator('iframe').getByText('Map')).toBeVisible()
    await expect(frame).toBeFocused()
    expect(asked).toEqual(['https://player.example/map?a=1'])
    for (const [side, pixels] of Object.entries((await frame.boundingBox()) ?? {}))
      expect(pixels, side).toBeCloseTo(box?.[side as keyof typeof box] ?? 0, 0)
  })
}

test('a page prints its galleries whole', async ({ page }) => {
  await strangers(page)
  await page.goto(site.url + path('ar'))
  await page.emulateMedia({ media: 'print' })
  const boxes = await page
    .locator('section[tabindex] figure')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()))
  expect(boxes).toHaveLength(3)
  expect(new Set(boxes.map(({ left }) => left)).size).toBe(1)
  await expect(page.locator('a[href="#gallery.1-1"]')).toBeHidden()
})

test('who allows embeds sees them at once, and no more after withdrawing', async ({ page }) => {
  const asked = await strangers(page)
  const choose = (decision: string) =>
    page.request.post(`${site.url}/consent`, {
      form: { decision, category: 'embeds', return: path('en') },
      headers: { origin: site.url },
    })
  await choose('allow')
  await page.goto(site.url + path('en'))
  await page.locator('iframe').scrollIntoViewIfNeeded()
  await expect.poll(() => asked).toEqual(['https://player.example/map?a=1'])
  await choose('withdraw')
  await page.goto(site.url + path('en'))
  await page.waitForLoadState('networkidle')
  await expect(page.locator('iframe')).toHaveCount(0)
  expect(asked).toHaveLength(1)
})

test('only pages with embeds have a script, and may show frames, of those sites alone', async () => {
  const policyOf = async (address: string) =>
    String((await rawRequest(site.url, address)).headers['content-security-policy'])
  const policy = await policyOf(path('zh-Hans'))
  expect(policy).toContain('frame-src https://player.example; ')
  expect(policy).toContain("media-src 'self'")
  expect(policy).toContain("script-src 'self'; ")
  const plain = await policyOf(path('en', 'plain'))
  expect(plain).not.toMatch(/frame-src|media-src/)
  expect(plain).toContain("script-src 'none'")
})

test('a video plays, with captions, and only when it is asked to', async ({ page }) => {
  await strangers(page)
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await page.goto(site.url + path('en'))
  await page.waitForLoadState('networkidle')
  const { video, captions } = await addresses()
  expect(loaded).not.toContain(video)
  const player = page.locator('video')
  const seen = await player.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true
    const [track] = element.textTracks
    if (track) track.mode = 'showing'
    await element.play()
    element.currentTime = 8
    await new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }))
    return {
      duration: element.duration,
      width: element.videoWidth,
      cues: track?.cues?.length,
      language: track?.language,
    }
  })
  expect(seen.duration).toBeGreaterThan(9)
  expect(seen).toMatchObject({ width: 960, cues: 3, language: 'en' })
  expect(loaded).toEqual(expect.arrayContaining([video, captions]))
})

test('media are sent whole, in part, by condition, and are nobody’s to guess', async () => {
  const { video, audio, captions } = await addresses('ar')
  const film = demo('crossing.webm')
  const whole = await rawRequest(site.url, video)
  expect(whole.status).toBe(200)
  expect(whole.bytes).toBe(film.length)
  expect(whole.headers).toMatchObject({
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-length': String(film.length),
    'content-type': 'video/webm',
    'x-content-type-options': 'nosniff',
  })
  const part = await rawRequest(site.url, video, {
    range: 'bytes=-100',
    'if-range': whole.headers.etag ?? '',
  })
  expect([part.status, part.bytes, part.headers['content-length']]).toEqual([206, 100, '100'])
  expect(part.headers['content-range']).toBe(`bytes ${film.length - 100}-${film.length - 1}/${film.length}`)
  const other = await rawRequest(site.url, video, { range: 'bytes=0-9', 'if-range': '"other"' })
  expect([other.status, other.bytes]).toEqual([200, film.length])
  const beyond = await rawRequest(site.url, video, { range: `bytes=${film.length}-` })
  expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${film.length}`])
  const same = await rawRequest(site.url, video, { 'if-none-match': whole.headers.etag ?? '' })
  expect([same.status, same.bytes]).toEqual([304, 0])
  expect((await rawRequest(site.url, audio)).headers['content-type']).toBe('audio/webm')
  expect((await rawRequest(site.url, captions)).headers['content-type']).toBe('text/vtt; charset=utf-8')

  const folder = video.replace(/[^/]+$/, '')
  for (const wrong of [
    'video.mp4',
    'audio.webm',
    'crossing.webm',
    'video.webm/x',
    '..%2Fvideo.webm',
    '%252e%252e/etc/passwd',
    '',
  ])
    expect((await rawRequest(site.url, folder + wrong)).status, wrong).toBe(404)
  for (const wrong of [
    '/media/articles/2025/05/16/secret.webm',
    '/media/fedcba9876543210/audio.webm',
    '/media/secret.webm',
  ])
    expect((await rawRequest(site.url, wrong)).status, wrong).toBe(404)
})
