import { expect, test } from 'playwright/test'
import { findVarnish, noVarnish, purgeSecret } from '../bench/varnish.ts'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { type Front, send, startFront } from './front.ts'

// What a cache in front must never do: give one reader what another has made of a request.
const varnish = findVarnish()
if (!varnish) console.error(noVarnish)

const secret = { authorization: `Bearer ${purgeSecret}` }
const langs = ['en', 'ar', 'zh-Hans']
const story = (number: number, lang: string) => `articles/2025/05/16/story-${number}.${lang}.md`
const path = (number: number, lang = 'en') => `/${lang}/world/2025-05-16/story-${number}`
const count = 50
const newsroom = testNewsroom({
  ...Object.fromEntries(
    Array.from({ length: count }, (_, number) =>
      langs.map((lang) => [story(number, lang), storyText({ title: `Story ${number} ${lang}` })]),
    ).flat(),
  ),
})
let front: Front
let unread = 0
/** A story nobody has asked the cache for. */
const next = (lang?: string) => {
  unread += 1
  return path(unread, lang)
}

test.describe.configure({ mode: 'serial' })
test.skip(!varnish, noVarnish)

test.beforeAll(async () => {
  test.setTimeout(180_000)
  front = await startFront(varnish ?? '', newsroom.directory, 2)
})
test.afterAll(() => front?.stop())

type Hostile = {
  query?: string
  headers?: Record<string, string>
  method?: string
  body?: string
  /** What stands before the path in the request's target. */
  origin?: string
}
const hostile: [string, Hostile][] = [
  ['Host', { headers: { host: 'evil.example' } }],
  ['X-Forwarded-Host', { headers: { 'x-forwarded-host': 'evil.example' } }],
  ['X-Forwarded-Proto', { headers: { 'x-forwarded-proto': 'gopher' } }],
  ['X-Forwarded-Port', { headers: { 'x-forwarded-port': '4444' } }],
  ['X-Forwarded-For', { headers: { 'x-forwarded-for': '127.0.0.1, evil.example' } }],
  ['X-Forwarded-Prefix', { headers: { 'x-forwarded-prefix': '/evil.example' } }],
  ['X-Forwarded-Server', { headers: { 'x-forwarded-server': 'evil.example' } }],
  ['X-Forwarded-Scheme', { headers: { 'x-forwarded-scheme': 'nothttps', 'x-forwarded-ssl': 'off' } }],
  ['X-Host', { headers: { 'x-host': 'evil.example' } }],
  ['a target that names a server', { origin: 'http://evil.example' }],
  ['a body', { headers: { 'content-length': '15' }, body: 'evil.example=15' }],
  ['Forwarded', { headers: { forwarded: 'host=evil.example;proto=gopher' } }],
  ['X-Original-URL', { headers: { 'x-original-url': '/en/evil.example' } }],
  ['X-Rewrite-URL', { headers: { 'x-rewrite-url': '/en/evil.example' } }],
  ['a query', { query: '?evil.example=1' }],
  ['_rsc', { query: '?_rsc=evil.example' }],
  ['RSC', { headers: { rsc: '1' } }],
  [
    'Next’s router',
    { query: '?_rsc=1', headers: { rsc: '1', 'next-router-prefetch': '1', 'next-url': '/en' } },
  ],
  ['a router tree', { headers: { 'next-router-state-tree': '%5B%22evil.example%22%5D' } }],
  ['a segment', { headers: { rsc: '1', 'next-router-segment-prefetch': '/_tree' } }],
  ['an action', { headers: { 'next-action': 'evil.example' } }],
  ['Next’s own names', { headers: { 'x-middleware-rewrite': '/evil.example', 'x-nextjs-data': '1' } }],
  ['what middleware passes on', { headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' } }],
  ['an unkeyed cookie', { headers: { cookie: 'consent=1.statistics; session=evil.example' } }],
  ['a draft cookie', { headers: { cookie: '__prerender_bypass=evil.example' } }],
  ['a call to render anew', { headers: { 'x-prerender-revalidate': 'evil.example' } }],
  [
    'a host’s route',
    { headers: { 'x-now-route-matches': '1=evil.example', 'x-matched-path': '/evil.example' } },
  ],
  ['credentials', { headers: { authorization: 'Bearer evil.example' } }],
  ['HEAD', { method: 'HEAD' }],
  ['another method by header', { headers: { 'x-http-method-override': 'DELETE' } }],
  ['a coding nobody knows', { headers: { 'accept-encoding': 'evil.example, br;q=0, gzip;q=0' } }],
  ['a condition', { headers: { 'if-none-match': '*' } }],
  ['a part', { headers: { range: 'bytes=0-9' } }],
  ['a language', { headers: { 'accept-language': 'ar' } }],
  ['a media type', { headers: { accept: 'text/markdown' } }],
]

for (const [index, [name, { query = '', origin = '', ...request }]] of hostile.entries()) {
  test(`nobody can poison a page by ${name}`, async () => {
    const page = next(langs[index % langs.length])
    const first = await send(front.url, origin + page + query, request)
    expect(JSON.stringify([first.headers, first.text])).not.toContain('evil.example')
    const [replica] = front.replicas
    const own = await send(replica?.url ?? '', page)
    const answer = await send(front.url, page)
    expect(answer).toMatchObject({ status: 200, text: own.text })
    expect(answer.text).toContain('<h1')
    for (const header of ['content-type', 'etag', 'cache-control', 'vary', 'content-security-policy'])
      expect(answer.headers[header], header).toBe(own.headers[header])
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
}

for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'EVIL'])
  test(`${method} does not reach a page, nor change it`, async () => {
    const page = next()
    expect((await send(front.url, page, { method })).status).toBe(405)
    expect(await send(front.url, page)).toMatchObject({ status: 200 })
  })

test('the query goes along with a redirect, and stays with who sent it', async () => {
  const moved = `/en/sport/2025-05-16/story-0`
  for (const query of ['?a=1', '?b=2', ''])
    expect((await send(front.url, moved + query)).headers.location).toBe(`${path(0)}${query}`)
  const answer = await send(front.url, moved, { headers: { host: 'evil.example' } })
  expect(answer.headers.location).toBe(path(0))
})

test('oEmbed is answered by its query', async () => {
  const ask = (number: number) =>
    send(front.url, `/oembed?url=${encodeURIComponent(front.url + path(number))}`).then(({ text }) => text)
  expect(await ask(1)).toContain('Story 1 en')
  expect(await ask(2)).toContain('Story 2 en')
})

test('everyone is answered in the coding they take', async () => {
  const page = next('ar')
  for (const [accepted, coding] of [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', undefined],
  ]) {
    for (const round of ['made', 'kept']) {
      const answer = await send(front.url, page, { headers: { 'accept-encoding': accepted } })
      expect(answer.headers['content-encoding'], `${accepted} ${round}`).toBe(coding)
      expect(answer.text).toContain(`story-`)
      if (round === 'kept') expect(answer.headers['cache-status']).toBe('varnish; hit')
      const { etag = '' } = answer.headers
      const known = await send(front.url, page, {
        headers: { 'accept-encoding': accepted, 'if-none-match': etag },
      })
      expect(known).toMatchObject({ status: 304, text: '' })
    }
  }
})

test('the way in leads each to their language, kept or not', async () => {
  for (const lang of ['ar', 'zh-Hans', 'en', 'ar', 'zh-Hans', 'en'])
    expect((await send(front.url, '/', { headers: { 'accept-language': lang } })).headers.location).toBe(
      `/${lang}`,
    )
  for (const lang of ['ar', 'en']) {
    const lost = await send(front.url, '/nothing', { headers: { 'accept-language': lang } })
    expect(lost.status).toBe(404)
    expect(lost.text).toContain(`lang="${lang}"`)
  }
})

test('the question about cookies is kept once for each choice, whatever else the cookies say', async () => {
  const ask = (headers: Record<string, string>) => send(front.url, '/consent.css', { headers })
  const none = await ask({})
  const refused = await ask({ cookie: 'a=b; consent=1.none' })
  expect(refused.text).not.toBe(none.text)
  const again = await ask({ cookie: 'consent=1.none; c=d' })
  expect(again).toMatchObject({ text: refused.text, headers: { 'cache-status': 'varnish; hit' } })
  expect((await ask({ cookie: 'xconsent=1.none; consent=%22evil' })).text).toBe(none.text)
  expect((await ask({ 'sec-gpc': '1' })).text).not.toBe(none.text)
  for (const { headers } of [none, again]) expect(headers['cache-control']).toContain('private')
})

test('a choice is taken, and nobody else gets its cookie', async () => {
  const form = {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: front.url,
      'sec-fetch-site': 'same-origin',
    },
    body: 'decision=refuse&return=%2Fen',
  }
  const cookies = []
  for (const _ of langs) {
    const { status, headers } = await send(front.url, '/consent', form)
    expect(status).toBe(303)
    cookies.push(String(headers['set-cookie']))
  }
  for (const cookie of cookies) expect(cookie).toMatch(/^consent=\d+\.none;/)
  expect((await send(front.url, '/consent')).headers['set-cookie']).toBeUndefined()
})

test('what is for those who run it stays inside', async () => {
  for (const inside of ['/metrics', '/readyz', '/healthz', '/metrics?x', '/readyz?x=1'])
    expect((await send(front.url, inside)).status, inside).toBe(404)
  const { headers } = await send(front.url, path(0))
  for (const name of ['surrogate-key', 'xkey', 'x-varnish', 'via', 'age'])
    expect(headers[name]).toBeUndefined()
})

test('only a replica may purge', async () => {
  const purge = (headers: Record<string, string>) =>
    send(front.url, '/', { method: 'PURGE', headers: { ...secret, ...headers } })
  const key = { 'surrogate-key': 'story:2025-05-16/story-0' }
  await send(front.url, path(0))
  for (const spoken of [
    { via: '1.1 x' },
    { 'x-forwarded-for': '10.0.0.1' },
    { forwarded: 'for=10.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
  ])
    expect((await purge({ ...key, ...spoken })).status).toBe(405)
  // Another address of this machine is no replica's.
  for (const method of ['PURGE', 'purge', 'BAN', 'REFRESH'])
    expect(
      (await send(front.url, '/', { method, headers: { ...secret, ...key }, from: '127.0.0.2' })).status,
    ).toBe(405)
  expect((await send(front.url, path(0))).headers['cache-status']).toBe('varnish; hit')
  expect((await purge({})).status).toBe(400)
  expect(await purge({ ...key, 'fastly-soft-purge': '1' })).toMatchObject({ status: 200 })
  const soft = await send(front.url, path(0))
  expect(soft.headers['cache-status']).toBe('varnish; hit; detail=stale')
  // Whoever was given the old page had the new one fetched behind their back: it may arrive after a purge.
  await expect.poll(async () => (await send(front.url, path(0))).headers['cache-status']).toBe('varnish; hit')
  expect(await purge(key)).toMatchObject({ status: 200 })
  expect((await send(front.url, path(0))).headers['cache-status']).toMatch(/^dateline/)
})

test('a correction is in front at once, and so is a story where there was none', async () => {
  const corrected = path(1, 'ar')
  const fresh = path(count, 'zh-Hans')
  await send(front.url, corrected)
  expect((await send(front.url, fresh)).status).toBe(404)
  newsroom.write(story(1, 'ar'), storyText({ title: 'عنوان مصحح' }))
  newsroom.write(story(count, 'zh-Hans'), storyText({ title: '新的报道' }))
  await expect(async () => {
    expect((await send(front.url, corrected)).text).toContain('عنوان مصحح')
    expect((await send(front.url, fresh)).text).toContain('新的报道')
  }).toPass({ timeout: 20_000, intervals: [50] })
})

test('one replica can die, then all, and what was read stays', async () => {
  const [first, second] = front.replicas
  await first?.kill()
  for (let number = 0; number < 20; number += 1)
    expect((await send(front.url, `/en/world/2025-05-16/story-${number}?unread`)).status).toBe(200)
  const read = [path(1), path(2, 'ar'), path(3, 'zh-Hans')]
  for (const page of read) expect((await send(front.url, page)).status).toBe(200)
  await second?.kill()
  // Stale at once, as if it had stood there for a day.
  const soft = { ...secret, 'surrogate-key': 'site', 'fastly-soft-purge': '1' }
  expect((await send(front.url, '/', { method: 'PURGE', headers: soft })).status).toBe(200)
  for (const round of ['at once', 'later']) {
    for (const page of read) expect((await send(front.url, page)).status, round).toBe(200)
    const lost = await send(front.url, '/en/archive')
    expect(lost).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store' } })
    await new Promise((resolve) => setTimeout(resolve, 3000))
  }
})
