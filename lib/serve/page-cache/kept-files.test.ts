import type { OutgoingHttpHeaders } from 'node:http'
import { expect, it } from 'vitest'
import { startTestSite } from '../../testing/page-server.ts'

const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 10, 13])
const path = '/media/0123456789abcdef/800.avif'
const usual = {
  'content-type': 'image/avif',
  etag: '"0123456789abcdef.800.avif"',
  'cache-control': 'public, max-age=31536000, immutable',
  'surrogate-key': 'picture-1 site',
}

async function siteWith(headers: OutgoingHttpHeaders = usual, body: Buffer = picture) {
  const site = await startTestSite()
  site.answers.set(path, { headers: { 'content-length': body.length, ...headers }, body })
  return site
}

it('answers from memory what was asked for before', async () => {
  const site = await siteWith()
  const first = await site.get(path)
  const second = await site.get(path)
  expect(site.seen).toHaveLength(1)
  expect(second.raw.equals(picture)).toBe(true)
  const { 'cache-status': status, date: _, ...headers } = second.headers
  const { 'cache-status': statusBefore, date: __, ...before } = first.headers
  expect([statusBefore, status]).toEqual(['test; fwd=bypass', 'test; hit'])
  expect(headers).toEqual(before)
  expect(headers).toMatchObject({
    'content-type': 'image/avif',
    'cache-control': usual['cache-control'],
    etag: usual.etag,
    'content-length': '8',
    'x-checked': 'file',
  })
  expect(headers).not.toHaveProperty('surrogate-key')
})

it('says no more than a client needs to know', async () => {
  const site = await siteWith()
  await site.get(path)
  const known = await site.get(path, { 'if-none-match': usual.etag })
  expect([known.status, known.raw.length, known.headers.etag]).toEqual([304, 0, usual.etag])
  expect(known.headers).not.toHaveProperty('content-length')
  const other = await site.get(path, { 'if-none-match': '"another"' })
  expect([other.status, other.raw.length]).toEqual([200, 8])
  const head = await site.send(path, { method: 'HEAD' })
  expect([head.status, head.raw.length, head.headers['content-length']]).toEqual([200, 0, '8'])
  expect(site.seen).toHaveLength(1)
})

it('tells caches in front its keys, and asks again when one of them is dropped', async () => {
  const site = await siteWith()
  await site.get(path)
  const capable = await site.get(path, { 'surrogate-capability': 'varnish="Surrogate/1.0"' })
  expect(capable.headers['surrogate-key']).toBe('picture-1 site')
  site.drop(['picture-2'])
  await site.get(path)
  expect(site.seen).toHaveLength(1)
  site.drop(['picture-1'])
  site.answers.set(path, { status: 404, headers: { 'cache-control': 'no-store' }, body: 'Not found' })
  expect((await site.get(path)).status).toBe(404)
  expect((await site.get(path)).status).toBe(404)
  expect(site.seen).toHaveLength(3)
})

it('does not keep what was dropped while it was made', async () => {
  const site = await siteWith()
  site.answers.set(path, (response) => {
    site.drop(['picture-1'])
    response.writeHead(200, { ...usual, 'content-length': picture.length }).end(picture)
  })
  for (const _ of [1, 2]) expect((await site.get(path)).raw.equals(picture)).toBe(true)
  expect(site.seen).toHaveLength(2)
})

it.each<[string, OutgoingHttpHeaders, Buffer?]>([
  ['may change', { ...usual, 'cache-control': 'public, max-age=31536000' }],
  ['is for one client', { ...usual, 'cache-control': 'private, max-age=60, immutable' }],
  ['sets a cookie', { ...usual, 'set-cookie': 'a=b' }],
  ['is as large as a film', usual, Buffer.alloc(300 * 1024, 1)],
])('does not keep what %s', async (_, headers, body = picture) => {
  const site = await siteWith(headers, body)
  for (const visit of [1, 2]) {
    expect((await site.get(path)).raw.equals(body)).toBe(true)
    expect(site.seen).toHaveLength(visit)
  }
})

it('keeps one, whatever the query', async () => {
  const site = await siteWith()
  await site.get(`${path}?x=1`)
  for (const query of ['', '?x=2', '?y']) {
    const answer = await site.get(path + query)
    expect([answer.headers['cache-status'], answer.raw.equals(picture)]).toEqual(['test; hit', true])
  }
  expect(site.seen).toHaveLength(1)
})

it('leaves parts and other methods to the site', async () => {
  const site = await siteWith()
  await site.get(path)
  await site.get(path, { range: 'bytes=0-3' })
  await site.send(path, { method: 'POST', body: 'x' })
  expect(site.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${path}`,
    `GET ${path}`,
    `POST ${path}`,
  ])
})

it('keeps nothing of an answer that breaks off', async () => {
  const site = await siteWith()
  site.answers.set(path, (response) => {
    response.writeHead(200, { ...usual, 'content-length': picture.length })
    response.write(picture.subarray(0, 3), () => response.destroy())
  })
  expect((await site.get(path)).status).toBe(503)
  site.answers.set(path, { headers: { ...usual, 'content-length': picture.length }, body: picture })
  expect((await site.get(path)).raw.equals(picture)).toBe(true)
})
