import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import { json } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { writeSetting } from '../content/index-writes.ts'
import type { PublishingState } from '../publish/start-publishing.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { createHealth, isFromHere } from './health.ts'

async function serving(made: TestNewsroom, isStopping = () => false, state: PublishingState = {}) {
  const health = createHealth(made.db, isStopping, () => state)
  const server = createServer((incoming, response) =>
    incoming.url === '/readyz' ? health.ready(incoming, response) : health.alive(incoming, response),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return async (path: string, headers: Record<string, string> = {}) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers, agent: false }).end()
    const [response] = await once(outgoing, 'response')
    return { status: response.statusCode as number, headers: response.headers, body: await json(response) }
  }
}

const broken = {
  'articles/2025/05/16/محادثات.ar.md': storyText({ section: 'wrold' }),
  'articles/2025/05/16/会谈.zh-Hans.md': '---\ntitle: 一半',
}

const problems = [
  'articles/2025/05/16/会谈.zh-Hans.md:1:1: The front matter never ends. Add a line --- after its last field.',
  expect.stringMatching(/^articles\/2025\/05\/16\/محادثات\.ar\.md:4:10: `section` /),
]

describe('/readyz', () => {
  it('says which content it shows, and to those here what cannot be shown', async () => {
    const made = testNewsroom(broken)
    made.sync()
    writeSetting(made.db, 'commit', '0123abc')
    const get = await serving(made)
    const { status, headers, body } = await get('/readyz')
    expect(status).toBe(200)
    expect(body).toEqual({
      ready: true,
      revision: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      commit: '0123abc',
      problems: expect.arrayContaining(problems),
      problemsInAll: 2,
    })
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    })
  })

  it.each(['forwarded', 'x-forwarded-for', 'via', 'x-real-ip'])(
    'keeps details from those another server speaks for (%s)',
    async (header) => {
      const made = testNewsroom(broken)
      made.sync()
      const { status, body } = await (await serving(made))('/readyz', { [header]: '127.0.0.1' })
      expect(status).toBe(200)
      expect(Object.keys(body as object)).toEqual(['ready', 'revision'])
    },
  )

  it('says how old the index is, and to those here why it could not be brought up to date', async () => {
    const made = testNewsroom()
    made.sync()
    const reason = 'EACCES: permission denied, open 会谈.zh-Hans.md'
    const at = Date.parse('2025-05-20T12:00:00Z')
    const get = await serving(made, () => false, { upToDateAt: Date.now() - 90_000, error: { at, reason } })
    expect((await get('/readyz')).body).toMatchObject({
      indexAgeSeconds: 90,
      lastPublishError: { at: '2025-05-20T12:00:00.000Z', reason },
    })
    const { body } = await get('/readyz', { via: '1.1 cache' })
    expect(Object.keys(body as object)).toEqual(['ready', 'revision', 'indexAgeSeconds'])
  })

  it('is not ready while it stops, though alive', async () => {
    const made = testNewsroom()
    made.sync()
    const get = await serving(made, () => true)
    expect(await get('/readyz')).toMatchObject({ status: 503, body: { ready: false } })
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { alive: true } })
  })

  it('is not ready before there is content, nor without an index', async () => {
    const made = testNewsroom()
    const get = await serving(made)
    expect((await get('/readyz')).status).toBe(503)
    made.sync()
    expect((await get('/readyz')).status).toBe(200)
    made.db.close()
    expect(await get('/readyz')).toMatchObject({ status: 503, body: { ready: false } })
  })

  it('shows a hundred problems and says how many there are', async () => {
    const files = Array.from({ length: 120 }, (_, number) => [`articles/2025/05/16/s-${number}.en.md`, ''])
    const made = testNewsroom(Object.fromEntries(files))
    made.sync()
    const { body } = await (await serving(made))('/readyz')
    expect(body).toMatchObject({ problemsInAll: 120 })
    expect((body as { problems: string[] }).problems).toHaveLength(100)
  })
})

it.each([
  ['127.0.0.1', true],
  ['127.3.2.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['2001:db8::1', false],
  ['127.0.0.1.example', false],
  [undefined, false],
])('a request from %s: from here %s', (remoteAddress, expected) => {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
  expect(isFromHere({ socket, headers: {} } as Parameters<typeof isFromHere>[0])).toBe(expected)
})
