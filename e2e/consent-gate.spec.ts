import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { siteYaml, storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { rawRequest, startSite, type TestSite } from './site.ts'

/** A newsroom with statistics by a script of another origin, and with every kind of page. */
const counted: string[] = []
let statistics: Server
let newsroom: ReturnType<typeof testNewsroom>
let site: TestSite
const stateDir = temporaryFolder()
const dataDir = temporaryFolder()

const languages = ['en', 'ar', 'zh-Hans']
const kinds = [
  '',
  '/world',
  '/world/2025-05-16/talks',
  '/topics/rising-seas',
  '/authors/ada',
  '/archive',
].concat(['/archive/2025/05/16', '/about', '/cookies', '/nowhere', '/old'])
const everyPath = languages.flatMap((lang) => kinds.map((path) => `/${lang}${path}`))

/** Every kind of page, each in one of the languages: pages are the same for all readers, and statistics for all pages. */
const somePaths = (from: number) =>
  kinds.map((path, index) => `/${languages[(from + index) % languages.length]}${path}`)

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  statistics = createServer((request, response) => {
    counted.push(request.url ?? '')
    const headers = { 'content-type': 'text/javascript', 'set-cookie': 'tracker=1' }
    response
      .writeHead(200, headers)
      .end('document.documentElement.dataset.counted = "yes"; document.cookie = "_count_1=x; path=/"')
  })
  await new Promise<void>((resolve) => statistics.listen(0, '127.0.0.1', resolve))
  const address = statistics.address()
  const src = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/count.js`
  const cookies = '[{ name: "_count_*", purpose: Counts., party: Counters, lifetime: 1 hour }]'
  const story = { topics: '[rising-seas]', authors: '[ada]' }
  newsroom = testNewsroom({
    'site.yaml': `${siteYaml}statistics: { src: "${src}" }
consent: { version: 1, categories: [{ id: statistics, cookies: ${cookies} }, { id: embeds }] }
`,
    'redirects.yaml': '/en/old: gone\n/ar/old: gone\n/zh-Hans/old: gone\n',
    ...Object.fromEntries(
      ['en', 'ar', 'zh-Hans'].flatMap((lang) => [
        [`articles/2025/05/16/talks.${lang}.md`, storyText(story)],
        [`pages/about.${lang}.md`, '---\ntitle: About us\n---\nWords.\n'],
      ]),
    ),
  })
  site = await startSite(newsroom.directory, dataDir, stateDir)
})

test.afterAll(async () => {
  statistics.closeAllConnections()
  statistics.close()
  await site.stop()
})

/** Visits pages; returns requests to others, and where the statistics script ran. */
async function visit(page: Page, paths: readonly string[]): Promise<{ foreign: string[]; ran: string[] }> {
  const foreign: string[] = []
  const ran: string[] = []
  const note = (request: { url(): string }) => {
    if (new URL(request.url()).origin !== site.url) foreign.push(request.url())
  }
  page.on('request', note)
  for (const path of paths) {
    await page.goto(site.url + path, { waitUntil: 'load' })
    // The script that the site's module adds comes after the page's own load.
    await page.waitForTimeout(50)
    if (await page.evaluate(() => document.documentElement.dataset.counted === 'yes')) ran.push(path)
  }
  page.off('request', note)
  return { foreign, ran }
}

test('without a choice, after a refusal and under Global Privacy Control: no cookie but the choice, nobody else asked', async ({
  page,
  context,
}) => {
  counted.length = 0
  expect(await visit(page, somePaths(0))).toEqual({ foreign: [], ran: [] })
  expect(await context.cookies()).toEqual([])
  await page.goto(`${site.url}/zh-Hans`)
  await page.getByRole('button', { name: '全部拒绝' }).click()
  await expect(page.locator('[id="page.consent"]')).toBeHidden()
  expect(await visit(page, somePaths(1))).toEqual({ foreign: [], ran: [] })
  expect((await context.cookies()).map(({ name, value }) => `${name}=${value}`)).toEqual(['consent=1.none'])
  await context.clearCookies()
  await context.setExtraHTTPHeaders({ 'sec-gpc': '1' })
  expect(await visit(page, somePaths(2))).toEqual({ foreign: [], ran: [] })
  expect(await context.cookies()).toEqual([])
  expect(counted).toEqual([])
})

test('after acceptance the statistics script is asked for on every page, and after withdrawal no more', async ({
  page,
  context,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4(?:04|10)/.test(message.text()))
      complaints.push(message.text())
  })
  await page.goto(`${site.url}/en`)
  await page.getByRole('button', { name: 'Accept all' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-counted', 'yes')
  expect((await visit(page, everyPath)).ran).toEqual(everyPath)
  expect((await context.cookies(site.url)).map(({ name }) => name).sort()).toContain('_count_1')

  await page.goto(`${site.url}/en/cookies`)
  await page.getByRole('button', { name: 'Do not allow: Statistics' }).click()
  await expect(page.locator('h1')).toHaveText('Your choice has been recorded')
  expect(await visit(page, somePaths(0))).toEqual({ foreign: [], ran: [] })
  const left = await context.cookies(site.url)
  expect(left.filter(({ name }) => name !== 'tracker').map(({ name, value }) => `${name}=${value}`)).toEqual([
    'consent=1.embeds',
  ])
  expect(complaints).toEqual([])
})

test('the page is the same for everybody, bots included', async () => {
  for (const path of ['/en', '/ar/world/2025-05-16/talks', '/zh-Hans/cookies', '/en/nowhere']) {
    const plain = await rawRequest(site.url, path)
    for (const headers of [
      { cookie: 'consent=1.statistics' },
      { cookie: 'consent=1.none', 'sec-gpc': '1' },
      { 'user-agent': 'Googlebot/2.1' },
    ] as Record<string, string>[]) {
      const other = await rawRequest(site.url, path, headers)
      expect(other.body).toBe(plain.body)
      expect(other.headers.vary).toBe('Accept-Encoding')
      expect(other.headers['set-cookie']).toBeUndefined()
    }
  }
})

test('the stylesheet and the module are answered from memory, one for each choice', async () => {
  for (const path of ['/consent.css', '/consent-state.css', '/statistics.js']) {
    for (const cookie of ['', 'consent=1.none', 'consent=1.statistics', 'consent=1.statistics.embeds'])
      await rawRequest(site.url, path, { cookie })
    const again = await rawRequest(site.url, `${path}?v=x`, { cookie: 'other=1; consent=1.statistics' })
    expect(again.headers['cache-status']).toBe('dateline; hit')
    expect(again.headers.vary).toBe('Accept-Encoding, Cookie, Sec-GPC')
    expect(again.headers['cache-control']).toMatch(/^private, /)
  }
})

test('hostile cookies are no choice, and never an error', async () => {
  const cookies = [
    'consent=%00%ff',
    'consent=99.statistics',
    `consent=1.${'a'.repeat(8000)}`,
    'consent=\u00ff\u0080\u0001x'.replace('\u0001', ''),
    'consent=1.none; consent=1.statistics',
    'consent=1.الإحصاءات',
    'consent=1.统计',
  ].map((cookie) => Buffer.from(cookie).toString('latin1'))
  for (const cookie of cookies) {
    const css = await rawRequest(site.url, '/consent.css', { cookie })
    expect(css.status).toBe(200)
    expect(css.body).toContain('banner')
    const module = await rawRequest(site.url, '/statistics.js', { cookie })
    expect([module.status, module.body]).toEqual([200, ''])
    expect((await rawRequest(site.url, '/en', { cookie })).status).toBe(200)
  }
  // More than a server reads of any header.
  const large = await rawRequest(site.url, '/consent.css', { cookie: `consent=${'a'.repeat(20_000)}` })
  expect(large.status).toBe(431)
})

const choose = (fields: Record<string, string>, headers: Record<string, string> = {}, url = site.url) =>
  fetch(`${url}/consent`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', headers })

test('forms from elsewhere, too large, malformed or by GET are refused', async () => {
  expect((await choose({ decision: 'accept' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await choose({ decision: 'accept' }, { origin: 'https://evil.example' })).status).toBe(403)
  const large = await choose({ decision: 'accept', x: 'a'.repeat(1024 * 1024) })
  expect([large.status, large.headers.getSetCookie()]).toEqual([413, []])
  expect((await choose({})).status).toBe(400)
  const get = await fetch(`${site.url}/consent`)
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
  const away = await choose({ decision: 'refuse', return: '//evil.example/' }, { 'accept-language': 'zh-CN' })
  expect([away.status, away.headers.get('location')]).toEqual([303, '/zh-Hans'])
})

test('1,000 choices at once leave 1,000 records, in the file and in the log', async () => {
  test.setTimeout(120_000)
  const file = join(stateDir, 'consent.jsonl')
  const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [])
  const before = lines().length
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => choose({ decision: 'refuse', return: '/en' })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  const records = lines()
    .slice(before)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(records).toHaveLength(1000)
  expect(new Set(records.map(({ receipt }) => receipt)).size).toBe(1000)
  for (const record of records)
    expect(Object.keys(record)).toEqual(['time', 'version', 'categories', 'receipt'])
  const logged = site.output().match(/"event":"consent",.*"receipt":"[^"]+"/g) ?? []
  expect(logged.length).toBeGreaterThanOrEqual(1000)
})

test('a full disk costs the record in the file, not the choice', async () => {
  test.setTimeout(120_000)
  const full = temporaryFolder()
  if (existsSync('/dev/full')) symlinkSync('/dev/full', join(full, 'consent.jsonl'))
  else mkdirSync(join(full, 'consent.jsonl'))
  const other = await startSite(newsroom.directory, temporaryFolder(), full)
  const answer = await choose({ decision: 'refuse', return: '/ar' }, {}, other.url)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/ar'])
  expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^consent=1\.none;/)])
  await expect.poll(other.output).toMatch(/"level":"error","event":"consent record not written"/)
  expect(other.output()).toMatch(/"event":"consent","version":1,"categories":\[\],"receipt":/)
  // Nobody is given a receipt by which nothing can be found, and the log says so once a minute.
  for (let times = 0; times < 20; times += 1) {
    const asking = await choose({ decision: 'accept', receipt: 'show', return: '/ar/cookies' }, {}, other.url)
    expect(asking.headers.get('location')).toBe('/ar/cookies#page.no-receipt')
  }
  expect(await other.stop()).toBe(0)
  expect(other.output().match(/"event":"consent record not written"/g)).toHaveLength(1)
})

test('what readers send makes no answer too large to be passed on', async () => {
  const cookie = Array.from({ length: 1000 }, (_, at) => `_count_${at}=1`).join('; ')
  const many = await choose({ decision: 'refuse', return: '/en' }, { cookie })
  expect(many.status).toBe(303)
  expect(many.headers.getSetCookie()[0]).toMatch(/^consent=1\.none;/)
  // As it is, a form holds it; in an address every letter takes nine characters.
  const body = `decision=refuse&return=/zh-Hans/${'国'.repeat(1900)}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'zh' }
  const long = await fetch(`${site.url}/consent`, { method: 'POST', body, headers, redirect: 'manual' })
  expect([long.status, long.headers.get('location')]).toEqual([303, '/zh-Hans'])
})

test('a new version of the question is asked of those who have answered the old one', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const yaml = readFileSync(join(newsroom.directory, 'site.yaml'), 'utf8')
  newsroom.write('site.yaml', yaml.replace('version: 1', 'version: 2'))
  const other = await startSite(newsroom.directory, temporaryFolder())
  await context.addCookies([{ name: 'consent', value: '1.statistics', url: other.url }])
  await page.goto(`${other.url}/ar`)
  await expect(page.locator('[id="page.consent"]')).toBeVisible()
  await page.getByRole('button', { name: 'قبول الكل' }).click()
  await expect(page.locator('[id="page.consent"]')).toBeHidden()
  expect((await context.cookies(other.url)).find(({ name }) => name === 'consent')?.value).toBe(
    '2.statistics.embeds',
  )

  // A notice tells, and is closed for good.
  newsroom.write('site.yaml', yaml.replace('version: 1', 'version: 3, mode: notice'))
  expect(await other.stop()).toBe(0)
  const telling = await startSite(newsroom.directory, temporaryFolder())
  await page.goto(`${telling.url}/zh-Hans/world`)
  await expect(page.getByRole('region', { name: 'Cookie' }).getByRole('button')).toHaveText(['知道了'])
  await page.getByRole('button', { name: '知道了' }).click()
  await expect(page).toHaveURL(/\/zh-Hans\/world$/)
  await expect(page.locator('[id="page.consent"]')).toBeHidden()
  expect(await telling.stop()).toBe(0)
  newsroom.write('site.yaml', yaml)
})
