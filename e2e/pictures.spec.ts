import { expect, test } from 'playwright/test'
import { leadStory, sampleLanguages } from './pages.ts'
import { demoUrl, rawRequest } from './site.ts'

// A telephone of today.
test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 })

for (const { lang } of sampleLanguages) {
  test(`a story’s lead picture comes at once, in AVIF and as wide as is needed (${lang})`, async ({
    page,
  }) => {
    await page.goto(leadStory(lang))
    const lead = page.locator('main article figure img').first()
    await expect(lead).toHaveAttribute('fetchpriority', 'high')
    await expect(lead).not.toHaveAttribute('loading', 'lazy')
    await expect.poll(() => lead.evaluate((img: HTMLImageElement) => img.complete)).toBe(true)
    const chosen = await lead.evaluate((img: HTMLImageElement) => img.currentSrc)
    expect(chosen).toMatch(/\/media\/[0-9a-f]{16}\/800\.avif$/)
    const { headers, bytes } = await rawRequest(demoUrl, new URL(chosen).pathname)
    expect(headers['content-type']).toBe('image/avif')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(bytes).toBeLessThan(60_000)
  })

  test(`pictures below the first wait until they are near, their colours do not (${lang})`, async ({
    page,
  }) => {
    await page.goto(`/${lang}`)
    const others = page.locator('main img').nth(1)
    await expect(others).toHaveAttribute('loading', 'lazy')
    await expect(others).toHaveCSS('background-color', /^rgb\(\d+, \d+, \d+\)$/)
    await expect(others).toHaveAttribute('width', /^\d+$/)
    await expect(others).toHaveAttribute('height', /^\d+$/)
  })
}

test('a picture is asked for again only when it is another', async () => {
  const html = (await rawRequest(demoUrl, leadStory('ar'))).body
  const [path = ''] = /\/media\/[0-9a-f]{16}\/400\.webp/.exec(html) ?? []
  const { headers } = await rawRequest(demoUrl, path)
  const again = await rawRequest(demoUrl, path, { 'if-none-match': headers.etag ?? '' })
  expect([again.status, again.bytes]).toEqual([304, 0])
})

test('only the sizes pages name exist', async () => {
  const html = (await rawRequest(demoUrl, leadStory('zh-Hans'))).body
  const [folder = ''] = /\/media\/[0-9a-f]{16}\//.exec(html) ?? []
  for (const file of [
    '401.avif',
    '2000.avif',
    '2400.avif',
    '800.png',
    '800.svg',
    '16x9.webp',
    '800.avif/x',
    '',
  ])
    expect((await rawRequest(demoUrl, folder + file)).status, file).toBe(404)
})
