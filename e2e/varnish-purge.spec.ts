import { expect, test } from 'playwright/test'
import type { Server } from '../bench/processes.ts'
import { findVarnish, noVarnish, purgeSecret, startVarnish } from '../bench/varnish.ts'
import { send } from './front.ts'
import { kept, type Origin, startOrigin } from './origin.ts'
import { freePort } from './site.ts'

// Who may take pages out of the cache in front: whoever knows the secret, and nobody else.
const varnish = findVarnish()
if (!varnish) console.error(noVarnish)

const key = { 'surrogate-key': 'site' }
let origin: Origin
let front: Server
const start = async (secret: string) => startVarnish(varnish ?? '', await freePort(), [origin.port], secret)
const purge = (url: string, authorization?: string | string[]) =>
  send(url, '/', {
    method: 'PURGE',
    headers: { ...key, ...(authorization !== undefined && { Authorization: authorization }) },
  })
/** Whether a page that was kept still is. */
const isKept = async (url: string) => {
  const answer = await send(url, '/en')
  return answer.headers['cache-status'] === 'varnish; hit'
}

test.describe.configure({ mode: 'serial' })
test.skip(!varnish, noVarnish)

test.beforeAll(async () => {
  origin = await startOrigin()
  origin.answer = (_, response) => response.writeHead(200, { ...kept, ...key }).end('page')
  front = await start(purgeSecret)
})
test.afterAll(async () => {
  await front?.stop()
  await origin?.close()
})

const right = `Bearer ${purgeSecret}`
const wrong: [string, string | string[] | undefined][] = [
  ['no credentials', undefined],
  ['an empty header', ''],
  ['no secret', 'Bearer'],
  ['an empty secret', 'Bearer '],
  ['the beginning of the secret', right.slice(0, -1)],
  ['more than the secret', `${right}x`],
  ['the secret alone', purgeSecret],
  ['another scheme', `Basic ${purgeSecret}`],
  ['the secret in other letters', right.toUpperCase()],
  ['a pattern', 'Bearer .*'],
  ['the name of the variable', 'Bearer PURGE_SECRET'],
  ['the secret among others', `Bearer x, ${right}`],
  ['the right header after a wrong one', ['Bearer x', right]],
  ['the right header before a wrong one', [right, 'Bearer x']],
  ['the right header twice', [right, right]],
]

for (const [name, authorization] of wrong)
  test(`${name} purges nothing`, async () => {
    await isKept(front.url)
    const answer = await purge(front.url, authorization)
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
    expect(JSON.stringify(answer)).not.toContain(purgeSecret)
    expect(await isKept(front.url)).toBe(true)
  })

test('the secret purges, and the site is never told of it', async () => {
  await isKept(front.url)
  expect((await purge(front.url, right)).status).toBe(200)
  expect(await isKept(front.url)).toBe(false)
  let seen = ''
  origin.answer = (request, response) => {
    seen += request.rawHeaders.join()
    response.writeHead(200, kept).end('page')
  }
  await send(front.url, '/en/other', { headers: { authorization: right } })
  expect(seen).toContain('X-Request-Id')
  expect(seen).not.toContain(purgeSecret)
})

test('the secret does not help who comes through another server', async () => {
  for (const passed of ['via', 'forwarded', 'x-forwarded-for', 'x-real-ip']) {
    const headers = { ...key, authorization: right, [passed]: '127.0.0.1' }
    expect((await send(front.url, '/', { method: 'PURGE', headers })).status, passed).toBe(405)
  }
  const elsewhere = { method: 'PURGE', headers: { ...key, authorization: right }, from: '127.0.0.2' }
  expect((await send(front.url, '/', elsewhere)).status).toBe(405)
})

test('without a secret nobody purges', async () => {
  const open = await start('')
  try {
    await isKept(open.url)
    for (const authorization of [undefined, '', 'Bearer', 'Bearer ', right])
      expect((await purge(open.url, authorization)).status).toBe(401)
    expect(await isKept(open.url)).toBe(true)
  } finally {
    await open.stop()
  }
})

for (const guessable of ['guess-me', 'fifteen-letters', 'with a space in it', 'nobody-guesses-ä'])
  test(`Varnish says that ${JSON.stringify(guessable)} is no secret, and does not start`, async () => {
    const refused = await start(guessable).then(
      (server) => server.stop(),
      (error: Error) => error.message,
    )
    expect(refused).toContain('PURGE_SECRET is too short, or not plain letters and signs.')
    expect(refused).not.toContain(guessable)
  })
