import { createHmac } from 'node:crypto'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type APIRequestContext, expect, test } from 'playwright/test'
import { storyText, type TestNewsroom, testNewsroom } from '../lib/testing/newsroom.ts'
import { startReceiver } from '../lib/testing/receiver.ts'
import { startSite, type TestSite } from './site.ts'

const secret = 'a secret of some length'
const token = 'a-token-of-some-length'
const day = 'articles/2025/05/16'
const languages = [
  { lang: 'en', dir: 'ltr', slug: 'talks' },
  { lang: 'ar', dir: 'rtl', slug: 'محادثات' },
  { lang: 'zh-Hans', dir: 'ltr', slug: '会谈' },
]

let made: TestNewsroom
let site: TestSite
let cache: Awaited<ReturnType<typeof startReceiver>>

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  cache = await startReceiver()
  made = testNewsroom(
    Object.fromEntries(
      languages.map(({ lang, slug }) => [`${day}/${slug}.${lang}.md`, storyText({ title: 'Before' })]),
    ),
  )
  // Changes of a file behind a link are not told of by the system.
  made.write('shared/linked.en.md', storyText({ title: 'Linked 1' }))
  symlinkSync(join(made.directory, 'shared/linked.en.md'), join(made.directory, `${day}/linked.en.md`))
  site = await startSite(made.directory, undefined, undefined, {
    PUBLISH_SECRET: secret,
    PURGE_URLS: cache.url,
    METRICS_TOKEN: token,
  })
})

test.afterAll(async () => {
  expect(await site.stop()).toBe(0)
  await cache.close()
})

const storyUrl = (lang: string, slug: string) =>
  `${site.url}/${lang}/world/2025-05-16/${encodeURIComponent(slug)}`

/** Resolves when a page holds a text, or no longer does; in Chinese headlines there are places to break a line. */
async function shows(request: APIRequestContext, url: string, text: string, isThere = true) {
  const words = async () => (await (await request.get(url)).text()).replaceAll('<wbr/>', '')
  await expect.poll(async () => (await words()).includes(text)).toBe(isThere)
}

for (const { lang, dir, slug } of languages)
  test(`a saved story is on its page, the front page and the section front (${lang})`, async ({
    page,
    request,
  }) => {
    const pages = [storyUrl(lang, slug), `${site.url}/${lang}`, `${site.url}/${lang}/world`]
    for (const url of pages) await shows(request, url, 'Before')
    made.write(`${day}/${slug}.${lang}.md`, storyText({ title: `After ${slug}` }))
    for (const url of pages) await shows(request, url, `After ${slug}`)
    await page.goto(storyUrl(lang, slug))
    await expect(page.locator('html')).toHaveAttribute('dir', dir)
    await expect(page.locator('h1')).toHaveText(`After ${slug}`)
    await expect(page.locator('script:not([type="application/ld+json"])')).toHaveCount(0)
    await expect
      .poll(() =>
        cache.requests.map(({ method, headers }) => `${method} ${headers['surrogate-key']}`).join('\n'),
      )
      .toMatch(new RegExp(`PURGE .*front:${lang}`))
  })

test('a broken story leaves the good one, and /readyz names file and line', async ({ request }) => {
  made.write(`${day}/talks.en.md`, storyText({ title: 'Broken', section: 'wrold' }))
  const headers = { authorization: `Bearer ${token}` }
  await expect
    .poll(async () => (await (await request.get(`${site.url}/readyz`, { headers })).json()).problems)
    .toEqual([expect.stringContaining(`${day}/talks.en.md:4:10: \`section\``)])
  const answer = await request.get(storyUrl('en', 'talks'))
  expect(answer.status()).toBe(200)
  expect(await answer.text()).not.toContain('Broken')
  expect(site.output()).toContain('cannot be published')
  const fromElsewhere = await request.get(`${site.url}/readyz`)
  expect(await fromElsewhere.json()).toEqual({
    ready: true,
    revision: expect.any(String),
    indexAgeSeconds: expect.any(Number),
  })
  made.write(`${day}/talks.en.md`, storyText({ title: 'Mended' }))
  await shows(request, storyUrl('en', 'talks'), 'Mended')
})

test('an embargo lifts at its second', async ({ request }) => {
  const lifts = Date.now() + 5000
  made.write(`${day}/later.zh-Hans.md`, storyText({ title: '稍后发布', date: new Date(lifts).toISOString() }))
  const status = async () => (await request.get(storyUrl('zh-Hans', 'later'))).status()
  expect(await status()).toBe(404)
  await expect.poll(status, { intervals: [100], timeout: 15_000 }).toBe(200)
  expect(Date.now()).toBeGreaterThanOrEqual(lifts)
  await shows(request, `${site.url}/zh-Hans`, '稍后发布')
})

test('an expired story answers 410 and is gone from lists', async ({ request }) => {
  const expires = new Date(Date.now() + 5000).toISOString()
  made.write(`${day}/offer.ar.md`, storyText({ title: 'عرض قصير', expires }))
  await shows(request, `${site.url}/ar`, 'عرض قصير')
  await shows(request, storyUrl('ar', 'offer'), 'عرض قصير')
  await expect
    .poll(async () => (await request.get(storyUrl('ar', 'offer'))).status(), { timeout: 15_000 })
    .toBe(410)
  for (const path of ['/ar', '/ar/world', '/ar/archive/2025/05/16'])
    await shows(request, site.url + path, 'عرض قصير', false)
})

test('POST /publish, signed, publishes what nobody told of', async ({ request }) => {
  await shows(request, storyUrl('en', 'linked'), 'Linked 1')
  made.write('shared/linked.en.md', storyText({ title: 'Linked 2' }))
  const data = '{"ref":"refs/heads/main"}'
  const signature = `sha256=${createHmac('sha256', secret).update(data).digest('hex')}`
  const post = (headers: Record<string, string>) =>
    request.post(`${site.url}/publish`, { data, headers: { 'content-type': 'application/json', ...headers } })
  expect((await post({})).status()).toBe(401)
  expect(await (await request.get(storyUrl('en', 'linked'))).text()).toContain('Linked 1')
  expect((await post({ 'x-hub-signature-256': signature })).status()).toBe(200)
  expect(await (await request.get(storyUrl('en', 'linked'))).text()).toContain('Linked 2')
  expect((await post({ 'x-hub-signature-256': signature })).status()).toBe(409)
  expect((await request.get(`${site.url}/publish`)).status()).toBe(405)
})

test('SIGHUP looks through the whole folder', async ({ request }) => {
  made.write('shared/linked.en.md', storyText({ title: 'Linked 3' }))
  site.hangUp()
  await shows(request, storyUrl('en', 'linked'), 'Linked 3')
})
