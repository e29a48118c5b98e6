import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { longText, page, startTestSite } from '../../testing/page-server.ts'
import { temporaryFolder } from '../../testing/temporary.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('a page', () => {
  it('is asked of Next once, then answered from memory', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page(longText))
    const first = await site.get('/en')
    const second = await site.get('/en')
    expect(first.headers['cache-status']).toBe('test; fwd=miss; stored')
    expect(second.headers['cache-status']).toBe('test; hit')
    expect([first.status, second.status]).toEqual([200, 200])
    expect([first.text, second.text]).toEqual([longText, longText])
    expect(site.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /en'])
  })

  it('tells what costs something, and what it cost, before anything is sent', async () => {
    const work: string[] = []
    const seconds: number[] = []
    const site = await startTestSite({
      onWork: ({ url = '' }, response) => {
        work.push(url)
        response.setHeader('x-request-id', work.length)
      },
      onRender: (taken) => seconds.push(taken),
    })
    site.answers.set('/en', page('<p>Hello</p>'))
    site.answers.set('/media/a.png', { headers: { 'content-type': 'image/png' }, body: 'x' })
    const ids = []
    for (const path of ['/en', '/en', '/none', '/media/a.png'])
      ids.push((await site.get(path)).headers['x-request-id'])
    expect(ids).toEqual(['1', undefined, '2', '3'])
    expect(work).toEqual(['/en', '/none', '/media/a.png'])
    expect(seconds).toHaveLength(2)
    for (const taken of seconds) expect(taken).toBeGreaterThan(0)
  })

  it('comes over a socket in the file system as well', async () => {
    const site = await startTestSite({ socketPath: join(temporaryFolder(), 'next.sock') })
    site.answers.set('/en', page('<p>Hello</p>'))
    expect((await site.get('/en')).text).toBe('<p>Hello</p>')
  })

  it('has the headers of this server, not those of Next’s workings', async () => {
    const site = await startTestSite({
      headersFor: (loaded) => ({ 'x-styles': `${loaded?.styles}` }),
    })
    const inner = {
      'x-powered-by': 'Next.js',
      'x-nextjs-cache': 'HIT',
      'x-nextjs-prerender': '1',
      'x-middleware-rewrite': '/x',
      'surrogate-control': 'max-age=60',
      etag: '"next"',
      link: '</_next/a.js>; rel=preload; as=script',
      vary: 'RSC, Next-Router-State-Tree, Accept-Encoding',
      'content-language': 'en',
    }
    site.answers.set('/en', page('<style>p{}</style><p>Hello</p><script src="/_next/a.js"></script>', inner))
    for (const visit of ['made', 'from memory']) {
      const { headers, text } = await site.get('/en')
      const names = Object.keys(headers).filter((name) => /^(?:x-|surrogate-|link)/.test(name))
      expect(names, visit).toEqual(['x-styles'])
      expect(headers['x-styles']).toMatch(/^'sha256-/)
      expect(headers).toMatchObject({
        vary: 'Accept-Encoding',
        'content-language': 'en',
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'public, max-age=0, s-maxage=60',
      })
      expect(headers.etag).toMatch(/^"[\w-]{22}\.i"$/)
      expect(text).toBe('<style>p{}</style><p>Hello</p>')
    }
  })

  it('is the same whatever the query', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    await site.get('/en?utm_source=x')
    expect((await site.get('/en')).headers['cache-status']).toBe('test; hit')
    expect((await site.get('/en?a=1&b=2')).headers['cache-status']).toBe('test; hit')
    expect(site.seen).toHaveLength(1)
  })

  it('keeps its scripts when it uses a client component of the site’s own', async () => {
    const site = await startTestSite({ ownModules: new Set(['77']) })
    const html =
      '<p>Hello</p><script>self.__next_f.push([1,"3:I[77,[\\"/_next/a.js\\"],\\"default\\"]"])</script>'
    site.answers.set('/en', page(html))
    expect((await site.get('/en')).text).toBe(html)
  })

  it('is answered to HEAD as to GET, without the body', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page(longText))
    const head = await site.send('/en', { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } })
    const get = await site.get('/en', { 'accept-encoding': 'gzip' })
    expect(site.seen.map(({ method }) => method)).toEqual(['GET'])
    expect(head.raw).toHaveLength(0)
    expect(head.headers['content-length']).toBe(String(get.raw.length))
    expect(head.headers.etag).toBe(get.headers.etag)
    expect(get.headers['cache-status']).toBe('test; hit')
  })

  it('is compressed once for each encoding, when somebody takes it', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    const sizes: number[] = []
    for (const encoding of ['br', 'gzip', 'gzip', 'identity', 'br']) {
      expect((await site.get('/en', { 'accept-encoding': encoding })).text).toBe('<p>Hello</p>')
      sizes.push(site.store.size().bytes)
    }
    const [br = 0, gzip = 0] = sizes
    expect(gzip).toBeGreaterThan(br)
    expect(sizes).toEqual([br, gzip, gzip, gzip, gzip])
  })

  it('is kept for as long as Surrogate-Control says, before Cache-Control', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2025-05-20T12:00:00Z') })
    const site = await startTestSite()
    site.answers.set('/en', page('<p>One</p>', { 'surrogate-control': 'max-age=60' }))
    await site.get('/en')
    site.answers.set('/en', page('<p>Two</p>'))
    vi.setSystemTime(Date.parse('2025-05-20T12:00:59Z'))
    expect((await site.get('/en')).text).toBe('<p>One</p>')
    vi.setSystemTime(Date.parse('2025-05-20T12:01:00Z'))
    expect((await site.get('/en')).text).toBe('<p>Two</p>')
    expect(site.seen).toHaveLength(2)
  })
})

describe('surrogate keys', () => {
  it('are told only to caches that say they read them', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>', { 'surrogate-key': 'lang:en  front' }))
    const capable = { 'surrogate-capability': 'cdn="Surrogate/1.0"' }
    expect((await site.get('/en')).headers).not.toHaveProperty('surrogate-key')
    expect((await site.get('/en', capable)).headers['surrogate-key']).toBe('lang:en front')
    expect((await site.get('/en')).headers).not.toHaveProperty('surrogate-key')
    expect(site.seen[0]?.headers).not.toHaveProperty('surrogate-capability')
  })

  it.each([
    ['/en/none', 404, 'text/html'],
    ['/ar/قديم', 308, 'text/plain'],
    ['/media/世界.png', 200, 'image/png'],
  ])('are told of what is not kept here too: %s', async (name, status, type) => {
    const site = await startTestSite()
    const path = encodeURI(name)
    site.answers.set(path, { status, headers: { 'content-type': type, 'surrogate-key': 'site' }, body: 'x' })
    const capable = { 'surrogate-capability': 'cdn="Surrogate/1.0"' }
    expect((await site.get(path, capable)).headers).toMatchObject({ 'surrogate-key': 'site' })
    expect((await site.get(path)).headers).not.toHaveProperty('surrogate-key')
  })

  it('drop the pages that have them, and no others', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>One</p>', { 'surrogate-key': 'lang:en front' }))
    site.answers.set('/ar', page('<p>Other</p>', { 'surrogate-key': 'lang:ar front-page' }))
    await site.get('/en')
    await site.get('/ar')
    expect(site.store.drop(['front'])).toBe(1)
    site.answers.set('/en', page('<p>Two</p>', { 'surrogate-key': 'lang:en front' }))
    expect(await site.get('/en')).toMatchObject({ text: '<p>Two</p>' })
    expect((await site.get('/en')).headers['cache-status']).toBe('test; hit')
    expect((await site.get('/ar')).headers['cache-status']).toBe('test; hit')
    expect(site.seen).toHaveLength(3)
  })

  it('drop a page that is being made as well: what was begun before is not kept as new', async () => {
    const site = await startTestSite()
    const gate = Promise.withResolvers<void>()
    const old = page('<p>Old</p>', { 'surrogate-key': 'front' })
    site.answers.set('/en', (response) => {
      void gate.promise.then(() => response.writeHead(200, old.headers).end(old.body))
    })
    const begunBefore = site.get('/en')
    await vi.waitFor(() => expect(site.seen).toHaveLength(1))
    site.store.drop(['front'])
    site.answers.set('/en', page('<p>New</p>', { 'surrogate-key': 'front' }))
    // Next makes one page of a URL at a time: whoever asks now would be given the old one too.
    const begunAfter = [site.get('/en'), site.get('/en')]
    await vi.waitFor(() => expect(site.arrived()).toBe(3))
    expect(site.seen).toHaveLength(1)
    gate.resolve()
    const late = await begunBefore
    expect(late).toMatchObject({ text: '<p>Old</p>', status: 200 })
    expect(late.headers).toMatchObject({
      'cache-control': 'public, max-age=0, s-maxage=1',
      'cache-status': expect.stringMatching(/^test; fwd=miss/),
    })
    const after = await Promise.all(begunAfter)
    expect(after.map(({ text }) => text)).toEqual(['<p>New</p>', '<p>New</p>'])
    expect(after.map(({ headers }) => headers['cache-status']).sort()).toEqual([
      'test; fwd=miss; collapsed',
      'test; fwd=miss; stored',
    ])
    expect((await site.get('/en')).text).toBe('<p>New</p>')
    expect(site.seen).toHaveLength(2)
  })

  it('drop a page that is being made: it is good for a failure of Next, no longer as fresh', async () => {
    const site = await startTestSite()
    const old = page('<p>Old</p>', { 'surrogate-key': 'front' })
    site.answers.set('/en', (response) => {
      site.store.drop(['front'])
      response.writeHead(200, old.headers).end(old.body)
    })
    expect((await site.get('/en')).text).toBe('<p>Old</p>')
    site.answers.set('/en', { status: 500 })
    const stale = await site.get('/en')
    expect(stale.text).toBe('<p>Old</p>')
    expect(stale.headers['cache-status']).toBe('test; fwd=stale; detail=upstream-failed')
    site.answers.set('/en', page('<p>New</p>'))
    expect((await site.get('/en')).text).toBe('<p>New</p>')
  })
})

describe('the bound', () => {
  it('does not keep a page that is larger than it, and says so', async () => {
    const site = await startTestSite({ maxBytes: 1000 })
    site.answers.set('/en', page(longText))
    for (const visit of ['first', 'second']) {
      const { headers, text } = await site.get('/en')
      expect(headers['cache-status'], visit).toBe('test; fwd=miss')
      expect(text).toBe(longText)
    }
    expect(site.store.size()).toEqual({ pages: 0, bytes: 0 })
  })

  it('keeps to it, however many pages are asked for', async () => {
    const maxBytes = 20_000
    const site = await startTestSite({ maxBytes })
    for (let number = 0; number < 40; number += 1) {
      site.answers.set(`/${number}`, page(`<p>${number}</p>`))
      await site.get(`/${number}`)
      expect(site.store.size().bytes).toBeLessThanOrEqual(maxBytes)
    }
    expect((await site.get('/39')).headers['cache-status']).toBe('test; hit')
    expect((await site.get('/0')).headers['cache-status']).toBe('test; fwd=miss; stored')
  })
})
