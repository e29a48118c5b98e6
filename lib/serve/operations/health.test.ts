import { describe, expect, it } from 'vitest'
import { writeSetting } from '../../index/index-writes.ts'
import { listen } from '../../testing/listen.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../../testing/newsroom.ts'
import { receive } from '../../testing/page-server.ts'
import { createHealth, type Vitals } from './health.ts'

type Settings = Partial<Vitals> & { mayAsk?: boolean }

async function serving(made: TestNewsroom, { mayAsk = false, ...vitals }: Settings = {}) {
  const health = createHealth({
    db: () => made.db,
    isStopping: () => false,
    publishing: () => ({}),
    damage: () => undefined,
    hopeless: () => undefined,
    ...vitals,
  })
  const { port } = await listen((incoming, response) =>
    incoming.url === '/readyz'
      ? health.ready(() => mayAsk)(incoming, response)
      : health.alive(incoming, response),
  )
  return async (path: string) => {
    const { status, headers, text } = await receive(port, path)
    return { status, headers, body: JSON.parse(text) as Record<string, unknown> }
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
  it('says which content it shows, and to those who may ask what cannot be shown', async () => {
    const made = testNewsroom(broken)
    made.sync()
    writeSetting(made.db, 'commit', '0123abc')
    const get = await serving(made, { mayAsk: true })
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

  it('keeps details from everybody else', async () => {
    const made = testNewsroom(broken)
    made.sync()
    const at = Date.parse('2025-05-20T12:00:00Z')
    const get = await serving(made, {
      publishing: () => ({ upToDateAt: Date.now(), error: { at, reason: 'EACCES: /home/会谈' } }),
      damage: () => 'database disk image is malformed',
    })
    const { status, body } = await get('/readyz')
    expect(status).toBe(503)
    expect(Object.keys(body)).toEqual(['ready', 'revision', 'indexAgeSeconds'])
  })

  it('says how old the index is, and to those who may ask why it could not be brought up to date', async () => {
    const made = testNewsroom()
    made.sync()
    const reason = 'EACCES: permission denied, open 会谈.zh-Hans.md'
    const at = Date.parse('2025-05-20T12:00:00Z')
    const publishing = () => ({ upToDateAt: Date.now() - 90_000, error: { at, reason } })
    const get = await serving(made, { publishing, mayAsk: true })
    expect((await get('/readyz')).body).toMatchObject({
      indexAgeSeconds: 90,
      lastPublishError: { at: '2025-05-20T12:00:00.000Z', reason },
    })
  })

  it('names what keeps content from being read before what is wrong in files, and is ready all the same', async () => {
    const made = testNewsroom(broken)
    made.sync()
    const wrong = ['The content folder is not there.']
    const get = await serving(made, {
      publishing: () => ({ progress: { isRunning: false, waiting: 0, failedPulls: 0, wrong } }),
      mayAsk: true,
    })
    const { status, body } = await get('/readyz')
    expect(status).toBe(200)
    expect(body).toMatchObject({ ready: true, problemsInAll: 3 })
    expect((body as { problems: string[] }).problems[0]).toBe(wrong[0])
  })

  it('is not ready while the index is damaged, though alive', async () => {
    const made = testNewsroom()
    made.sync()
    const get = await serving(made, { damage: () => 'file is not a database', mayAsk: true })
    expect(await get('/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, reason: 'file is not a database' },
    })
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { alive: true } })
  })

  it('is neither ready nor alive when it can only fail', async () => {
    const made = testNewsroom()
    made.sync()
    const get = await serving(made, { hopeless: () => 'it cannot be made anew' })
    expect(await get('/readyz')).toMatchObject({ status: 503, body: { ready: false } })
    expect(await get('/healthz')).toMatchObject({ status: 503, body: { alive: false } })
  })

  it('is not ready while it stops, though alive', async () => {
    const made = testNewsroom()
    made.sync()
    const get = await serving(made, { isStopping: () => true })
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
    const { body } = await (await serving(made, { mayAsk: true }))('/readyz')
    expect(body).toMatchObject({ problemsInAll: 120 })
    expect((body as { problems: string[] }).problems).toHaveLength(100)
  })
})
