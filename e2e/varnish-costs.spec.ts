import { connect } from 'node:net'
import { expect, test } from 'playwright/test'
import { findVarnish, noVarnish } from '../bench/varnish.ts'
import { send, sendBytes } from './front.ts'
import { type Behind, kept, keptForASecond, type Origin, startBehind } from './origin.ts'

// What a bad request, or one that fails, may cost those behind the cache in front.
const varnish = findVarnish()
if (!varnish) console.error(noVarnish)

let behind: Behind

test.describe.configure({ mode: 'serial' })
test.skip(!varnish, noVarnish)

test.beforeAll(async () => {
  behind = await startBehind(varnish ?? '', 2)
})
test.beforeEach(() => behind.answer((request, response) => response.writeHead(200, kept).end(request.url)))
test.afterAll(() => behind?.stop())

test('a bad request is never asked twice', async () => {
  for (const [status, target, init] of [
    [404, '/nothing?x=1', {}],
    [404, '/en/nothing?x=1', {}],
    [410, '/en/gone?x=1', {}],
    [400, '/oembed?url=%zz', {}],
    [400, '/oembed', {}],
    [416, '/media/0123456789abcdef/captions.vtt', { headers: { range: 'bytes=99-' } }],
    [403, '/consent?x', { method: 'POST' }],
    [415, '/consent', { method: 'POST' }],
    [429, '/en/too-often', {}],
    [501, '/oembed?format=x', {}],
  ] as const)
    for (const control of ['private, no-store', 'public, max-age=0, s-maxage=1', undefined]) {
      behind.answer((_, response) =>
        response.writeHead(status, control ? { 'cache-control': control } : {}).end(),
      )
      const path = control ? target.replace(/^\/en/, `/${control.length}`) : target
      const reached = await behind.during(async () => {
        expect((await send(behind.url, path, init)).status, path).toBe(status)
      })
      expect(reached.length, `${path} ${control}`).toBeLessThanOrEqual(1)
    }
})

for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PRI', 'EVIL'])
  test(`nobody behind is asked by ${method}`, async () => {
    const reached = await behind.during(async () => {
      for (const target of ['/en', '/oembed?x', '/media/0123456789abcdef/video.mp4', '/consent'])
        expect((await send(behind.url, target, { method })).status, target).toBe(405)
    })
    expect(reached).toEqual([])
  })

test('nobody gets a tunnel, nor bytes no address has', async () => {
  const reached = await behind.during(async () => {
    for (const [line, status] of [
      ['CONNECT evil.example:80 HTTP/1.1', 400],
      ['CONNECT /en HTTP/1.1', 405],
      ['get /en HTTP/1.1', 405],
      ['GET http:/en HTTP/1.1', 400],
      ['GET /a b HTTP/1.1', 400],
      ['GET /a\0b HTTP/1.1', 400],
      ['GET /a\tb HTTP/1.1', 400],
      ['GET /en', 400],
    ] as const)
      expect(await sendBytes(behind.url, `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`), line).toMatch(
        new RegExp(`^HTTP/1\\.1 ${status} `),
      )
  })
  expect(reached).toEqual([])
})

test('a failure is asked of one other replica, and of nobody again', async () => {
  const say = (status: number): Origin['answer'] =>
    status === 0
      ? (request) => void request.socket.destroy()
      : (_, response) => void response.writeHead(status, { 'cache-control': 'no-store' }).end('failed')
  for (const status of [500, 503, 0]) {
    behind.answer(say(status))
    for (const [path, init] of [
      [`/failing/${status}`, {}],
      [`/failing/${status}/x?query`, {}],
      [`/oembed?url=${status}`, {}],
      ['/en/world/2025-05-16/x', { headers: { accept: 'text/markdown' } }],
      ['/consent', { method: 'POST', body: 'x', headers: { 'content-length': '1' } }],
    ] as const) {
      const reached = await behind.during(async () => {
        const answer = await send(behind.url, path, init)
        expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '10' } })
        expect(answer.text).toContain('<h1>Temporarily unavailable</h1>')
      })
      // A connection that was kept open and closes in its face counts as not asked: Varnish asks on a new one.
      expect(reached.length, `${path} ${status}`).toBeLessThanOrEqual(status === 0 ? 4 : 2)
    }
  }
  const [first, second] = behind.origins
  if (!first || !second) throw new Error('There are two.')
  for (const [broken, sound] of [
    [first, second],
    [second, first],
  ] as const)
    for (const status of [503, 0]) {
      broken.answer = say(status)
      sound.answer = (request, response) => response.writeHead(200, kept).end(request.url)
      for (let number = 0; number < 10; number += 1)
        expect((await send(behind.url, `/sound/${broken.port}-${status}-${number}`)).status).toBe(200)
    }
})

test('a replica’s failure does not hide what was kept', async () => {
  behind.answer((_, response) => response.writeHead(404, keptForASecond).end('nothing'))
  expect((await send(behind.url, '/en/kept')).status).toBe(404)
  behind.answer((_, response) => response.writeHead(500).end())
  // Past its second, which the cache counts.
  await expect
    .poll(() => behind.during(() => send(behind.url, '/en/kept')), { intervals: [100] })
    .not.toEqual([])
  for (let time = 0; time < 20; time += 1)
    expect(await send(behind.url, '/en/kept')).toMatchObject({ status: 404, text: 'nothing' })
  const crowd = await Promise.all(Array.from({ length: 50 }, () => send(behind.url, '/en/kept')))
  for (const answer of crowd) expect(answer).toMatchObject({ status: 404, text: 'nothing' })
})

for (const [name, answer] of [
  ['in the middle', (_, response) => void response.writeHead(200).write(Buffer.alloc(100_000))],
  ['before it begins', () => {}],
] satisfies [string, Origin['answer']][])
  test(`whoever leaves a film ${name} lets go of its connection`, async () => {
    const open = async () => {
      const counts = await Promise.all(behind.origins.map((origin) => origin.connections()))
      return counts.reduce((sum, count) => sum + count, 0)
    }
    const before = await open()
    behind.answer(answer)
    const { hostname, port } = new URL(behind.url)
    const film = 'GET /media/0123456789abcdef/video.mp4 HTTP/1.1\r\nHost: x\r\n\r\n'
    const watching = Array.from({ length: 150 }, () => connect(Number(port), hostname).on('error', () => {}))
    const reached = await behind.during(async () => {
      for (const socket of watching) socket.write(film)
      await expect.poll(open).toBeGreaterThanOrEqual(watching.length)
    })
    expect(reached).toHaveLength(watching.length)
    for (const socket of watching) socket.destroy()
    await expect.poll(open).toBeLessThanOrEqual(before)
  })

test('addresses that are nothing do not push out pages, however many', async () => {
  const pages = Array.from({ length: 10 }, (_, number) => `/en/page-${number}`)
  for (const page of pages) expect((await send(behind.url, page)).status).toBe(200)
  const big = Buffer.alloc(1024 * 1024, 'x')
  behind.answer((_, response) => response.writeHead(404, keptForASecond).end(big))
  for (let number = 0; number < 300; number += 1)
    expect((await send(behind.url, `/en/nothing-${number}`, { method: 'HEAD' })).status).toBe(404)
  for (const page of pages)
    expect((await send(behind.url, page)).headers['cache-status']).toBe('varnish; hit')
})
