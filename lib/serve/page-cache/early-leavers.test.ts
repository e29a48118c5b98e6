import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { leaveEarly, plainRequest } from '../../testing/leave-early.ts'
import { page, startTestSite, type TestSite } from '../../testing/page-server.ts'

type Answer = { status?: number; headers?: OutgoingHttpHeaders; body?: string | Buffer }

const picture: Answer = { headers: { 'content-type': 'image/png' }, body: Buffer.alloc(100_000) }
const film: Answer = { headers: { 'content-type': 'video/mp4' }, body: Buffer.alloc(300_000) }
const missing: Answer = { status: 404, headers: { 'cache-control': 'no-store' }, body: 'Not found\n' }
const chosen: Answer = { status: 303, headers: { location: '/en' } }

const kinds: [kind: string, request: (client: number) => string, answer: Answer][] = [
  ['a picture', () => plainRequest('/media/a.png'), picture],
  ['pictures, each another', (client) => plainRequest(`/media/${client}.png`), picture],
  ['media that are not there', (client) => plainRequest(`/media/${client}.jpg`), missing],
  ['a film', () => plainRequest('/media/a.mp4'), film],
  ['what only Next’s router asks for', () => plainRequest('/en?_rsc=1'), page('<p>Hello</p>')],
  ['a page that is not there', () => plainRequest('/none'), missing],
  ['pages, each another', (client) => plainRequest(`/pages/${client}`), page('<p>Hello</p>')],
  ['the answer to a form', () => plainRequest('/consent', 'decision=refuse'), chosen],
]

/** The pretend Next answers nothing before what is returned is called; then everything. */
function holding(site: TestSite, { status = 200, headers, body }: Answer): () => void {
  const gate = Promise.withResolvers<void>()
  site.answers.get = () => (response: ServerResponse) => {
    void gate.promise.then(() => response.writeHead(status, headers).end(body))
  }
  return gate.resolve
}

/** A client that has sent its request, and leaves when it is destroyed. */
function openRequest(site: TestSite, path: string): Socket {
  const socket = connect(site.port, '127.0.0.1').on('error', () => {})
  onTestFinished(() => void socket.destroy())
  socket.write(plainRequest(path))
  return socket
}

/** By when what must come to be, does: a bound, not a measure. */
const deadline = { timeout: 20_000 }

/** More than may wait for pages at once. */
const crowd = 700

it.each(kinds)(
  `when ${crowd} clients ask for %s and leave, nothing of it stays`,
  async (_, request, answer) => {
    const site = await startTestSite({ ownModules: new Set(['1']), timeout: 60_000 })
    const answerAll = holding(site, answer)
    await leaveEarly(site.port, crowd, request)
    await vi.waitFor(
      async () => expect([site.arrived(), (await site.connections()).clients]).toEqual([crowd, 0]),
      deadline,
    )
    answerAll()
    expect((await site.get('/media/b.png')).status).toBe(answer.status ?? 200)
    expect((await site.get('/en')).status).toBe(answer.status ?? 200)
    // What is left is kept open for the next to ask.
    await vi.waitFor(
      async () => expect((await site.connections()).upstream).toBeLessThanOrEqual(32),
      deadline,
    )
  },
)

/** As many as are asked of Next at once, and as many as may wait for that. */
const [asked, waiting] = [4, 512]

it('so many may wait for pages; one more takes the place of who has waited longest, who is told when to come again', async () => {
  const site = await startTestSite({ timeout: 60_000 })
  const answerAll = holding(site, page('<p>Hello</p>'))
  const open = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => openRequest(site, `/pages/${from + at}`))
  const clients = open(0, asked)
  await vi.waitFor(() => expect(site.seen).toHaveLength(asked), deadline)
  const oldest = site.get('/pages/oldest')
  await vi.waitFor(() => expect(site.arrived()).toBe(asked + 1), deadline)
  clients.push(...open(asked, asked + waiting))
  const { status, headers } = await oldest
  expect([status, headers['retry-after']]).toEqual([503, '10'])
  // Pictures are not pages.
  const picture = site.get('/media/a.png')
  for (const socket of clients) socket.destroy()
  await vi.waitFor(async () => expect((await site.connections()).clients).toBe(1), deadline)
  answerAll()
  expect((await picture).status).toBe(200)
  expect((await site.get('/pages/last')).status).toBe(200)
  // Of those who left while they waited, Next has not heard.
  expect(site.seen).toHaveLength(asked + 2)
})

it('a page that several wait for is made as long as one of them stays', async () => {
  const site = await startTestSite({ timeout: 60_000 })
  const answerAll = holding(site, page('<p>Hello</p>'))
  const others = Array.from({ length: asked }, (_, number) => openRequest(site, `/pages/${number}`))
  await vi.waitFor(() => expect(site.seen).toHaveLength(asked), deadline)
  const leaver = openRequest(site, '/en')
  await vi.waitFor(() => expect(site.arrived()).toBe(asked + 1), deadline)
  const stayer = site.get('/en')
  await vi.waitFor(() => expect(site.arrived()).toBe(asked + 2), deadline)
  leaver.destroy()
  await vi.waitFor(async () => expect((await site.connections()).clients).toBe(asked + 1), deadline)
  answerAll()
  expect(await stayer).toMatchObject({ status: 200, text: '<p>Hello</p>' })
  expect(site.seen.filter(({ url }) => url === '/en')).toHaveLength(1)
  for (const socket of others) socket.destroy()
})

it('a page nobody waits for any more, and somebody asks for again, is made for that one', async () => {
  const site = await startTestSite({ timeout: 60_000 })
  const answerAll = holding(site, page('<p>Hello</p>'))
  const others = Array.from({ length: asked }, (_, number) => openRequest(site, `/pages/${number}`))
  await vi.waitFor(() => expect(site.seen).toHaveLength(asked), deadline)
  const leaver = openRequest(site, '/en')
  await vi.waitFor(() => expect(site.arrived()).toBe(asked + 1), deadline)
  leaver.destroy()
  const next = site.get('/en')
  await vi.waitFor(() => expect(site.arrived()).toBe(asked + 2), deadline)
  answerAll()
  expect(await next).toMatchObject({ status: 200, text: '<p>Hello</p>' })
  for (const socket of others) socket.destroy()
})

it('what is at hand does not wait for pictures that are being made, however many', async () => {
  const site = await startTestSite({ timeout: 60_000 })
  const known = page('<p>Hello</p>')
  site.answers.get = (path) => (path === '/media/kept.png' ? picture : path === '/en' ? known : () => {})
  for (let number = 0; number < 200; number += 1) openRequest(site, `/media/${number}.png`)
  await vi.waitFor(() => expect(site.seen).toHaveLength(200), deadline)
  for (const path of ['/media/kept.png', '/en']) expect((await site.get(path)).status).toBe(200)
})
