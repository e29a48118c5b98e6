import { expect, test } from 'playwright/test'
import { findVarnish, noVarnish } from '../bench/varnish.ts'
import { longestValue } from '../lib/consent/cookie.ts'
import { siteYaml, storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { type Front, send, startFront } from './front.ts'

// A reader's choice, as the cache in front and the site each read it.
const varnish = findVarnish()
if (!varnish) console.error(noVarnish)

/** As many categories as there can be, with the longest names they can have, and the longest version. */
const ids = Array.from({ length: 8 }, (_, number) => `${'a'.repeat(29)}${number}`)
const version = 999_999
const categories = ids.map((id) => `    - { id: ${id}, name: ${id}, purpose: ${id} }\n`).join('')
const newsroom = testNewsroom({
  'site.yaml': `${siteYaml}consent:\n  version: ${version}\n  categories:\n${categories}`,
  'articles/2025/05/16/a-story.en.md': storyText(),
})
const all = `consent=${version}.${ids.join('.')}`
const none = `consent=${version}.none`
let front: Front
const css = async (cookie?: string | string[]) =>
  (await send(front.url, '/consent-state.css', { headers: cookie === undefined ? {} : { cookie } })).text

test.describe.configure({ mode: 'serial' })
test.skip(!varnish, noVarnish)

test.beforeAll(async () => {
  test.setTimeout(180_000)
  front = await startFront(varnish ?? '', newsroom.directory, 1)
})
test.afterAll(() => front?.stop())

test('the longest choice there can be is made and remembered', async () => {
  const { status, headers } = await send(front.url, '/consent', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: front.url,
      'sec-fetch-site': 'same-origin',
    },
    body: 'decision=accept&return=%2Fen',
  })
  expect(status).toBe(303)
  const [written] = String(headers['set-cookie']).split(';')
  expect(written).toBe(all)
  expect(all.length - 'consent='.length).toBeGreaterThan(200)
  expect(all.length - 'consent='.length).toBeLessThanOrEqual(longestValue)
  for (const cookie of [all, `a=b; ${all}; c=d`, `${all};`]) {
    const text = await css(cookie)
    expect(text).toContain('chosen')
    for (const id of ids) expect(text).toContain(`on-${id}`)
  }
  expect(await css(none)).toContain(`off-${ids[0]}`)
})

test('two that disagree are no choice, and two that agree are one, here and at the site', async () => {
  const { url = '' } = front.replicas[0] ?? {}
  const undecided = await css()
  expect(undecided).toContain('unasked')
  for (const cookie of [
    `${none}; ${all}`,
    `${all}; ${none}`,
    `${none}; x=y; ${all}`,
    `${none};${none}x`,
    `${none}; ${none}`,
    `${none}; x=y; ${none}`,
    `x${none}; ${all}`,
    `consent=; ${none}`,
    `x=${none}`,
    `consent=${version}.nonexistent`,
    `consent=1.none`,
    `consent=${version}.${'x'.repeat(longestValue)}`,
    [none, all],
    [none, none],
    ['x=y', all],
  ]) {
    const own = await send(url, '/consent-state.css', { headers: { cookie } })
    expect(await css(cookie), String(cookie)).toBe(own.text)
  }
})
