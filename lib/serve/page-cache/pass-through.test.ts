import { expect, it } from 'vitest'
import { longText, page, startTestSite } from '../../testing/page-server.ts'

const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 10, 13])

it('passes media on with their tags and ranges', async () => {
  const site = await startTestSite()
  const headers = {
    'content-type': 'image/png',
    etag: '"p"',
    'accept-ranges': 'bytes',
    'cache-control': 'max-age=60',
  }
  site.answers.set('/media/a.PNG', { headers, body: picture })
  for (const visit of ['first', 'second']) {
    const answer = await site.get('/media/a.PNG', { 'accept-encoding': 'br' })
    expect(answer.raw.equals(picture), visit).toBe(true)
    expect(answer.headers).toMatchObject({
      ...headers,
      'cache-status': 'test; fwd=bypass',
      'x-checked': 'file',
    })
    expect(answer.headers).not.toHaveProperty('content-encoding')
  }
  const partial = {
    'content-range': 'bytes 0-3/8',
    'content-length': 4,
    etag: '"p"',
    'content-type': 'image/png',
  }
  site.answers.set('/media/a.PNG', { status: 206, headers: partial, body: picture.subarray(0, 4) })
  const part = await site.get('/media/a.PNG', { range: 'bytes=0-3', 'if-range': '"p"' })
  expect(part.status).toBe(206)
  expect(part.raw.equals(picture.subarray(0, 4))).toBe(true)
  expect(part.headers).toMatchObject({ 'content-range': 'bytes 0-3/8', 'content-length': '4' })
  expect(site.seen[2]?.headers).toMatchObject({ range: 'bytes=0-3', 'if-range': '"p"' })
  expect(site.store.size().pages).toBe(0)
})

it.each(['/media/a.m4a', '/media/a.vtt'])(
  'says how long %s is when a route of Next’s could not',
  async (path) => {
    const site = await startTestSite()
    const headers = { 'x-content-length': 8, 'content-type': 'video/mp4', 'transfer-encoding': 'chunked' }
    site.answers.set(path, { headers, body: picture })
    const answer = await site.get(path)
    expect(answer.raw.equals(picture)).toBe(true)
    expect(answer.headers['content-length']).toBe('8')
    expect(answer.headers).not.toHaveProperty('x-content-length')
    expect(answer.headers).not.toHaveProperty('transfer-encoding')
  },
)

it('lets a route be stricter with its files than the site is', async () => {
  const site = await startTestSite()
  const policy = "default-src 'none'; sandbox"
  site.answers.set('/media/a.pdf', { headers: { 'content-security-policy': policy }, body: '%PDF-' })
  expect((await site.get('/media/a.pdf')).headers['content-security-policy']).toBe(policy)
})

it('lets Next answer conditions on media, and HEAD', async () => {
  const site = await startTestSite()
  site.answers.set('/media/a.webp', { status: 304, headers: { etag: '"p"' } })
  const known = await site.get('/media/a.webp', { 'if-none-match': '"p"' })
  expect(known).toMatchObject({ status: 304, raw: Buffer.alloc(0) })
  expect(known.headers.etag).toBe('"p"')
  expect(site.seen[0]?.headers['if-none-match']).toBe('"p"')
  site.answers.set('/media/a.webp', { headers: { 'content-length': 8, 'content-type': 'image/webp' } })
  const head = await site.send('/media/a.webp', { method: 'HEAD' })
  expect(head.headers['content-length']).toBe('8')
  expect(site.seen[1]?.method).toBe('HEAD')
})

it('passes a body on, and its answer, cookies included', async () => {
  const site = await startTestSite()
  const headers = { 'set-cookie': ['a=1', 'b=2'], 'content-type': 'application/json' }
  site.answers.set('/form', { status: 201, headers, body: '{}' })
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const framing of [{ 'content-length': 7 }, { 'transfer-encoding': 'chunked' }]) {
    const answer = await site.send('/form?x=1', {
      method: 'POST',
      headers: { ...type, ...framing },
      body: 'a=1&b=2',
    })
    expect(answer).toMatchObject({ status: 201, text: '{}' })
    expect(answer.headers).toMatchObject({ ...headers, 'x-checked': 'file' })
  }
  for (const seen of site.seen) {
    expect(seen).toMatchObject({ method: 'POST', url: '/form?x=1', body: 'a=1&b=2' })
    expect(seen.headers).toMatchObject(type)
  }
})

it('passes redirects on, query and all, with our headers', async () => {
  const site = await startTestSite()
  site.answers.set('/old', { status: 308, headers: { location: '/en/new', 'x-powered-by': 'Next.js' } })
  const answer = await site.get('/old?a=1')
  expect(answer).toMatchObject({ status: 308, text: '' })
  expect(answer.headers).toMatchObject({ location: '/en/new', 'x-checked': 'file', vary: 'Accept-Encoding' })
  expect(answer.headers).not.toHaveProperty('x-powered-by')
  expect(site.seen[0]?.url).toBe('/old?a=1')
})

it('lets Next’s router vary as it needs, and takes out what only Next reads', async () => {
  const site = await startTestSite({ ownModules: new Set(['1']) })
  const headers = {
    vary: 'rsc, next-url',
    'x-nextjs-cache': 'HIT',
    'x-middleware-next': '1',
    'surrogate-key': 'a',
  }
  site.answers.set('/en', { headers: { ...headers, 'content-type': 'text/x-component' }, body: '0:{}' })
  const answer = await site.get('/en', { rsc: '1' })
  expect(answer.text).toBe('0:{}')
  expect(answer.headers.vary).toBe('rsc, next-url')
  for (const name of ['x-nextjs-cache', 'x-middleware-next', 'surrogate-key'])
    expect(answer.headers).not.toHaveProperty(name)
})

it('answers an error page lean, compressed, and of its own status', async () => {
  const site = await startTestSite()
  const html = `${longText}<script src="/_next/a.js"></script>`
  site.answers.set('/none', { ...page(html, { 'cache-control': 'no-store' }), status: 404 })
  const answer = await site.get('/none', { 'accept-encoding': 'br' })
  expect(answer).toMatchObject({ status: 404, text: longText })
  expect(answer.headers).toMatchObject({ 'content-encoding': 'br', 'x-checked': 'page' })
  const head = await site.send('/none', { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
  expect(head).toMatchObject({ status: 404, raw: Buffer.alloc(0) })
})

it('keeps files that are text as they are', async () => {
  const site = await startTestSite()
  const body = '<rss><!-- a --><script src="/_next/a.js"></script></rss>'
  const headers = { 'content-type': 'application/rss+xml', 'cache-control': 'public, max-age=60' }
  site.answers.set('/feed.xml', { headers, body })
  for (const status of ['test; fwd=miss; stored', 'test; hit']) {
    const answer = await site.get('/feed.xml')
    expect(answer.text).toBe(body)
    expect(answer.headers).toMatchObject({ ...headers, 'cache-status': status, 'x-checked': 'file' })
  }
})

it('does not compress what is no text', async () => {
  const site = await startTestSite()
  const body = Buffer.alloc(1000, 7)
  site.answers.set('/data', { headers: { 'content-type': 'application/octet-stream' }, body })
  const answer = await site.get('/data', { 'accept-encoding': 'br' })
  expect(answer.raw.equals(body)).toBe(true)
  expect(answer.headers).not.toHaveProperty('content-encoding')
})
