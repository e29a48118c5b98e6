import type { OutgoingHttpHeaders } from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { longText, page, startTestSite } from '../../testing/page-server.ts'
import { storableFor } from './storable.ts'

const html = { 'content-type': 'text/html', 'cache-control': 's-maxage=60' }

describe('storableFor', () => {
  it.each<[OutgoingHttpHeaders, number]>([
    [{}, 60],
    [{ 'cache-control': 'public, max-age=30' }, 30],
    [{ 'cache-control': 'max-age=30, s-maxage=90' }, 90],
    [{ 'cache-control': 'S-MaxAge="90"' }, 90],
    [{ 'surrogate-control': 'max-age=10' }, 10],
    [{ 'surrogate-control': 'content="ESI/1.0"' }, 60],
    [{ 'surrogate-control': 'no-store' }, 0],
    [{ 'surrogate-control': 'max-age=0' }, 0],
    [{ 'surrogate-control': 'max-age=60+30' }, 0],
    [{ 'cache-control': 's-maxage=-1' }, 0],
    [{ 'cache-control': 's-maxage=soon' }, 0],
    [{ 'cache-control': 's-maxage=1.5' }, 0],
    [{ 'cache-control': 's-maxage=99999999999' }, 365 * 24 * 3600],
    [{ 'cache-control': 'public' }, 0],
    [{ 'cache-control': 'private, s-maxage=60' }, 0],
    [{ 'cache-control': 'PRIVATE="x", s-maxage=60' }, 0],
    [{ 'cache-control': 'no-store, max-age=60', 'surrogate-control': 'max-age=60' }, 0],
    [{ 'content-type': 'image/png' }, 0],
    [{ 'content-type': 'text/x-component' }, 0],
    [{ 'content-type': 'application/feed+json; charset=utf-8' }, 60],
    [{ vary: 'RSC, Next-Router-State-Tree, Next-Router-Prefetch,Accept-Encoding' }, 60],
    [{ vary: 'RSC, Cookie' }, 0],
  ])('of %j is %i', (headers, seconds) => {
    const all = { ...html, ...headers } as Record<string, string>
    expect(storableFor(200, all)).toBe(seconds)
  })
})

describe('an answer that must not be kept', () => {
  it.each<[string, { status?: number; headers?: OutgoingHttpHeaders }]>([
    ['404', { status: 404 }],
    ['410', { status: 410 }],
    ['301', { status: 301, headers: { location: '/ar' } }],
    ['308', { status: 308, headers: { location: '/ar' } }],
    ['206', { status: 206 }],
    ['Set-Cookie', { headers: { 'set-cookie': ['a=1', 'b=2'] } }],
    ['private', { headers: { 'cache-control': 'private, max-age=60' } }],
    ['no-store', { headers: { 'cache-control': 'no-store, s-maxage=60' } }],
    ['no-cache', { headers: { 'cache-control': 'no-cache, s-maxage=60' } }],
    ['no lifetime', { headers: { 'cache-control': 'public' } }],
    ['Vary: Cookie', { headers: { vary: 'Cookie' } }],
    ['Vary: *', { headers: { vary: '*' } }],
    ['Vary: Accept-Language', { headers: { vary: 'rsc, Accept-Language' } }],
    ['Content-Range', { headers: { 'content-range': 'bytes 0-1/2' } }],
  ])('%s: is asked for each time, and passed on', async (_, { status = 200, headers = {} }) => {
    const site = await startTestSite()
    site.answers.set('/en', { ...page('<p>Hello</p>', headers), status })
    for (const visit of ['first', 'second']) {
      const answer = await site.get('/en')
      expect(answer, visit).toMatchObject({ status, text: '<p>Hello</p>' })
      expect(answer.headers['cache-status']).toBe('test; fwd=miss')
      expect(answer.headers['x-checked']).toBe('page')
      const { vary, ...sent } = headers
      expect(answer.headers).toMatchObject(sent)
      for (const name of String(vary ?? '').split(', ')) {
        if (name !== 'rsc') expect(answer.headers.vary).toContain(name)
      }
    }
    expect(site.seen).toHaveLength(2)
    expect(site.store.size().pages).toBe(0)
  })

  it('500: is asked for each time, and not shown', async () => {
    const site = await startTestSite()
    site.answers.set('/en', { ...page('<p>Stack trace</p>'), status: 500 })
    expect((await site.get('/en')).status).toBe(503)
    expect((await site.get('/en')).text).not.toContain('Stack trace')
    expect(site.seen).toHaveLength(2)
    expect(site.store.size().pages).toBe(0)
  })

  it('takes the place of a page that was kept', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>', { 'surrogate-key': 'a' }))
    await site.get('/en')
    site.store.drop(['a'])
    site.answers.set('/en', { ...page('<p>Gone</p>'), status: 410 })
    expect(await site.get('/en')).toMatchObject({ status: 410 })
    site.answers.set('/en', { status: 500 })
    expect((await site.get('/en')).status).toBe(503)
  })

  it('is passed on as it came when it is encoded although that was not asked for', async () => {
    const site = await startTestSite()
    const body = gzipSync(longText)
    site.answers.set('/en', { ...page('', { 'content-encoding': 'gzip' }), body })
    for (const visit of ['first', 'second']) {
      const answer = await site.get('/en', { 'accept-encoding': 'br, gzip' })
      expect(answer.raw.equals(body), visit).toBe(true)
      expect(answer.headers['content-encoding']).toBe('gzip')
    }
    expect(site.store.size().pages).toBe(0)
  })
})

describe('a request whose answer must not be kept', () => {
  const keepable = page('<p>Hello</p>')

  it.each<[string, string, OutgoingHttpHeaders]>([
    ['rsc', '/en', { rsc: '1' }],
    ['next-router-state-tree', '/en', { 'next-router-state-tree': '[]' }],
    ['next-router-prefetch', '/en', { 'next-router-prefetch': '1' }],
    ['next-router-segment-prefetch', '/en', { 'next-router-segment-prefetch': '/_tree' }],
    ['next-url', '/en', { 'next-url': '/en' }],
    ['next-action', '/en', { 'next-action': 'x' }],
    ['an empty rsc', '/en', { rsc: '' }],
    ['_rsc', '/en?_rsc=1x', {}],
    ['_rsc without value', '/en?a=1&_rsc', {}],
  ])(
    '%s: where Next’s router runs, goes to Next, and neither fills nor uses the memory',
    async (_, path, headers) => {
      const site = await startTestSite({ ownModules: new Set(['1']) })
      site.answers.set('/en', keepable)
      expect((await site.get(path, headers)).headers['cache-status']).toBe('test; fwd=bypass')
      expect(site.store.size().pages).toBe(0)
      await site.get('/en')
      expect((await site.get(path, headers)).headers['cache-status']).toBe('test; fwd=bypass')
      expect((await site.get('/en')).headers['cache-status']).toBe('test; hit')
      expect(site.seen).toHaveLength(3)
    },
  )

  it('POST: likewise, with its body', async () => {
    const site = await startTestSite()
    site.answers.set('/en', keepable)
    const answer = await site.send('/en', { method: 'POST', body: 'a=1' })
    expect(answer.headers['cache-status']).toBe('test; fwd=bypass')
    expect(site.seen[0]).toMatchObject({ method: 'POST', body: 'a=1' })
    expect((await site.get('/en')).headers['cache-status']).toBe('test; fwd=miss; stored')
  })
})

it('keeps an answer that varies by what only Next’s router sends', async () => {
  const site = await startTestSite()
  site.answers.set('/en', page('<p>Hello</p>', { vary: 'rsc, next-router-state-tree, next-url' }))
  expect((await site.get('/en')).headers.vary).toBe('Accept-Encoding')
  expect((await site.get('/en')).headers['cache-status']).toBe('test; hit')
})
