import { mkdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { recordRate } from '../lib/consent/record-keeper.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { rawRequest, startSite, type TestSite } from './site.ts'

const langs = ['en', 'ar', 'zh-Hans']
const token = 'a-token-of-some-length'
const variables = { FORM_SECRET: 'the same on all replicas, and long enough', METRICS_TOKEN: token }
const newsroom = testNewsroom(
  Object.fromEntries(langs.map((lang) => [`articles/2025/05/16/talks.${lang}.md`, storyText()])),
)
const stateDir = temporaryFolder()
let site: TestSite
/** Has the same secret, and nothing else in common. */
let replica: TestSite

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  site = await startSite(newsroom.directory, temporaryFolder(), stateDir, variables)
  replica = await startSite(newsroom.directory, temporaryFolder(), temporaryFolder(), variables)
})
test.afterAll(async () => {
  await Promise.all([site?.stop(), replica?.stop()])
})

/** Makes a choice that asks for a receipt; what the answer says. */
async function choose(agent?: Agent, cookie = '') {
  const outgoing = request(`${site.url}/consent`, {
    method: 'POST',
    ...(agent && { agent }),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie !== '' && { cookie }) },
  })
  return new Promise<{ status: number | undefined; location: string; cookie: string; internal: unknown }>(
    (resolve, reject) => {
      outgoing.on('error', reject)
      outgoing.on('response', (answer) => {
        answer.resume()
        answer.on('end', () =>
          resolve({
            status: answer.statusCode,
            location: answer.headers.location ?? '',
            cookie: answer.headers['set-cookie']?.[0] ?? '',
            internal: answer.headers['x-consent-record'],
          }),
        )
      })
      outgoing.end('decision=accept&receipt=show&return=/en/cookies')
    },
  )
}

async function newReceipt(): Promise<string> {
  const { location } = await choose()
  const receipt = location.replace('/en/cookies/', '')
  expect(receipt).toMatch(/^(?:[0-9a-z]{4}-){4}[0-9a-z]{4}$/)
  return receipt
}

test('a receipt is known to every replica, in every language, and to nobody’s cache', async () => {
  const receipt = await newReceipt()
  for (const { url } of [site, replica])
    for (const lang of langs)
      for (const method of ['GET', 'HEAD']) {
        const answer = await fetch(`${url}/${lang}/cookies/${receipt}`, { method })
        expect(answer.status).toBe(200)
        expect(answer.headers.get('cache-control')).toBe('private, no-store')
        const html = await answer.text()
        if (method === 'HEAD') continue
        expect(html).toContain(`<bdi dir="ltr">${receipt}</bdi>`)
        expect(html).toMatch(/<meta name="robots" content="noindex"\s*\/?>/)
        expect(html).toContain(`<html lang="${lang}"`)
      }
})

test('asking for a receipt over and over costs one rendering, whatever the query', async () => {
  const path = `/ar/cookies/${await newReceipt()}`
  await rawRequest(site.url, path)
  for (const query of ['', '?a=1', '?b=2'])
    expect((await rawRequest(site.url, path + query)).headers['cache-status']).toBe('dateline; hit')
})

test('a receipt as people type it leads to its one address', async () => {
  const receipt = await newReceipt()
  const typed = [
    receipt.toUpperCase(),
    receipt.replaceAll('-', ''),
    `${receipt}/`,
    receipt.replaceAll('-', '%20'),
  ]
  for (const [at, text] of typed.entries()) {
    const lang = langs[at % langs.length]
    const { status, headers } = await rawRequest(replica.url, `/${lang}/cookies/${text}`)
    expect([status, headers.location]).toEqual([308, `/${lang}/cookies/${receipt}`])
  }
})

test('a receipt that was made up is no page, in whatever way it is written', async () => {
  const receipt = await newReceipt()
  const last = receipt.endsWith('0') ? '1' : '0'
  const made = [
    '0000-0000-0000-0000-0000',
    receipt.slice(0, -1) + last,
    (receipt.slice(0, -1) + last).toUpperCase(),
    // Of the old kind, which had no signature.
    'k7qx-29fm-4tnd-8wze',
    receipt.slice(0, 19),
    `${receipt}-0000`,
    encodeURI('إيصال'),
    encodeURI('收据'),
  ]
  for (const lang of langs)
    for (const text of made)
      expect((await rawRequest(site.url, `/${lang}/cookies/${text}`)).status, text).toBe(404)
})

test('whoever makes thousands of choices fills neither disk nor log, and every choice counts', async () => {
  test.setTimeout(180_000)
  const records = () => readFileSync(join(stateDir, 'consent.jsonl'), 'utf8').split('\n').length - 1
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const recordsBefore = records()
  const logBefore = site.output().length
  const started = performance.now()
  let made = 0
  let limited = 0
  const attacker = async () => {
    while (limited < 300 && made < 20_000) {
      made += 1
      const { status, cookie, internal, location } = await choose(agent)
      expect([status, internal]).toEqual([303, undefined])
      expect(cookie).toMatch(/^consent=1\.statistics\.embeds;/)
      if (location.endsWith('/en/cookies#page.no-receipt')) limited += 1
    }
  }
  await Promise.all(Array.from({ length: 32 }, attacker))
  agent.destroy()
  const seconds = (performance.now() - started) / 1000
  const most = recordRate.atOnce + recordRate.perSecond * seconds
  expect(records() - recordsBefore).toBeLessThanOrEqual(most)
  expect(records() - recordsBefore).toBe(made - limited)
  // A line for each that was recorded, and one a minute for all others.
  expect(site.output().slice(logBefore).split('\n').length).toBeLessThan(most + seconds / 60 + 10)
  expect(site.output()).toContain('"event":"consent not recorded","reason":"more choices than are recorded"')
  const { body } = await rawRequest(site.url, '/metrics', { authorization: `Bearer ${token}` })
  const counted = (record: string) =>
    Number(new RegExp(`^dateline_consent_choices_total\\{record="${record}"\\} (\\d+)$`, 'm').exec(body)?.[1])
  expect(counted('recorded')).toBe(records())
  expect(counted('limited')).toBe(limited)
})

test('a reader is told, in the reader’s language, that a choice counts and has no receipt', async ({
  page,
}) => {
  test.setTimeout(120_000)
  // Nothing can be written there.
  const full = temporaryFolder()
  mkdirSync(join(full, 'consent.jsonl'))
  const other = await startSite(newsroom.directory, temporaryFolder(), full)
  for (const lang of langs) {
    const { consent } = JSON.parse(readFileSync(`messages/${lang}.json`, 'utf8'))
    const words = page.getByText(consent.receipt.none.replace('{button}', consent.showReceipt))
    await page.context().clearCookies()
    await page.goto(`${other.url}/${lang}/cookies`)
    await expect(words).toBeHidden()
    await page.locator('main button[value=accept]').first().click()
    await expect(page).toHaveURL(new RegExp(`/${lang}/cookies#page\\.no-receipt$`))
    await expect(words).toBeInViewport()
    await expect(words).toBeFocused()
    await expect(page.getByText(consent.chosen)).toBeVisible()
    await expect(page.locator('[data-consent=on-embeds]')).toBeVisible()
    expect((await page.context().cookies()).map(({ value }) => value)).toEqual(['1.statistics.embeds'])
    // It was said once.
    await page.goto(`${other.url}/${lang}/cookies`)
    await expect(words).toBeHidden()
  }
  expect(await other.stop()).toBe(0)
})
