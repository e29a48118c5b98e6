import { expect, it, vi } from 'vitest'
import { page, startTestSite, type TestSite } from '../../testing/page-server.ts'

const many = 50

/** Asks for a page many times at once: Next answers nothing before every request has arrived. */
async function askAtOnce(site: TestSite, path: string) {
  const before = site.arrived()
  const answer = site.answers.get(path)
  const gate = Promise.withResolvers<void>()
  site.answers.set(path, (response) => {
    void gate.promise.then(() => {
      if (typeof answer === 'function') answer(response)
      else response.writeHead(answer?.status ?? 200, answer?.headers).end(answer?.body)
    })
  })
  const asked = Array.from({ length: many }, () => site.get(path))
  await vi.waitFor(() => {
    expect(site.arrived()).toBe(before + many)
    expect(site.seen.length).toBeGreaterThan(0)
  })
  gate.resolve()
  return Promise.all(asked)
}

it('renders a page once for all who ask at once', async () => {
  const site = await startTestSite()
  site.answers.set('/en', page('<p>Hello</p>'))
  const answers = await askAtOnce(site, '/en')
  expect(site.seen).toHaveLength(1)
  expect(answers.map(({ text }) => text)).toEqual(Array(many).fill('<p>Hello</p>'))
  const statuses = answers.map(({ headers }) => headers['cache-status'])
  expect(statuses.filter((status) => status === 'test; fwd=miss; stored')).toHaveLength(1)
  expect(statuses.filter((status) => status === 'test; fwd=miss; collapsed')).toHaveLength(many - 1)
})

it('renders one page for each URL', async () => {
  const site = await startTestSite()
  for (const path of ['/a', '/b']) site.answers.set(path, page(path))
  const answers = await Promise.all(['/a', '/b', '/a', '/b'].map((path) => site.get(path)))
  expect(answers.map(({ text }) => text)).toEqual(['/a', '/b', '/a', '/b'])
  expect(site.seen).toHaveLength(2)
})

it('gives everyone an answer of their own when it is one client’s alone', async () => {
  const site = await startTestSite()
  let count = 0
  site.answers.set('/en', (response) => {
    count += 1
    const { headers } = page('', { 'set-cookie': `visitor=${count}` })
    response.writeHead(200, headers).end(`<p>Visitor ${count}</p>`)
  })
  const answers = await askAtOnce(site, '/en')
  expect(site.seen).toHaveLength(many)
  expect(new Set(answers.map(({ text }) => text)).size).toBe(many)
  const cookies = answers.map(({ headers }) => headers['set-cookie']?.join())
  expect(new Set(cookies).size).toBe(many)
  for (const { text, headers } of answers)
    expect(text).toBe(`<p>Visitor ${headers['set-cookie']?.join().slice('visitor='.length)}</p>`)
  expect(site.store.size().pages).toBe(0)
})

it('asks a failing Next once for all who ask at once', async () => {
  const site = await startTestSite()
  site.answers.set('/en', { status: 500 })
  const answers = await askAtOnce(site, '/en')
  expect(site.seen).toHaveLength(1)
  expect(site.warnings).toHaveLength(1)
  expect(answers.map(({ status }) => status)).toEqual(Array(many).fill(503))
  expect(answers.map(({ text }) => text)).toEqual(Array(many).fill('<!doctype html><h1>Try again</h1>'))
})

it('tells everyone who gets an old page that it is one', async () => {
  const site = await startTestSite()
  site.answers.set('/en', page('<p>Hello</p>', { 'surrogate-key': 'a' }))
  await site.get('/en')
  site.store.drop(['a'])
  site.answers.set('/en', { status: 500 })
  site.seen.length = 0
  const answers = await askAtOnce(site, '/en')
  expect(answers.map(({ text }) => text)).toEqual(Array(many).fill('<p>Hello</p>'))
  for (const { headers } of answers)
    expect(headers['cache-status']).toMatch(/^test; fwd=stale(?:; collapsed)?; detail=upstream-failed$/)
  expect(site.seen).toHaveLength(1)
})
