import { once } from 'node:events'
import type { OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { page, startTestSite, type TestSite } from '../../testing/page-server.ts'

/** Sends bytes as they are, and reads until the server closes. */
async function sendRaw(site: TestSite, text: string): Promise<string> {
  const socket = connect(site.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(text)
  return String(await buffer(socket))
}

describe('what a client claims', () => {
  it.each<[string, OutgoingHttpHeaders]>([
    ['forwarded', { forwarded: 'host=evil.example;proto=http' }],
    ['x-forwarded-for', { 'x-forwarded-for': '127.0.0.1' }],
    ['x-forwarded-port', { 'x-forwarded-port': '1' }],
    ['x-original-url', { 'x-original-url': '/admin' }],
    ['x-rewrite-url', { 'x-rewrite-url': '/admin' }],
    ['x-middleware-subrequest', { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }],
    ['x-middleware-rewrite', { 'x-middleware-rewrite': '/admin' }],
    ['x-nextjs-data', { 'x-nextjs-data': '1' }],
    ['x-now-route-matches', { 'x-now-route-matches': '1=en' }],
    ['x-prerender-revalidate', { 'x-prerender-revalidate': '1' }],
    ['x-matched-path', { 'x-matched-path': '/admin' }],
    ['x-invoke-path', { 'x-invoke-path': '/admin' }],
    ['authorization', { authorization: 'Basic eDp5' }],
    ['proxy-authorization', { 'proxy-authorization': 'Basic eDp5' }],
    ['expect', { expect: '100-continue' }],
    ['next-resume', { 'next-resume': '1' }],
    ['next-hmr-refresh', { 'next-hmr-refresh': '1' }],
    ['te', { te: 'trailers' }],
  ])('by %s does not reach Next, in whichever way its request goes there', async (name, headers) => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    await site.get('/en', headers)
    await site.send('/en', { method: 'POST', headers, body: 'a=1' })
    await site.get('/media/a.png', headers)
    expect(site.seen).toHaveLength(3)
    for (const seen of site.seen) expect(seen.headers).not.toHaveProperty(name)
  })

  it('of the host and protocol is replaced by the site’s own', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    const claims = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
    await site.get('/en', claims)
    await site.get('/media/a.png', claims)
    for (const { headers } of site.seen) {
      expect(headers).toMatchObject({
        host: 'news.example',
        'x-forwarded-host': 'news.example',
        'x-forwarded-proto': 'https',
      })
    }
    expect(site.seen).toHaveLength(2)
  })

  it('by a cookie does not change what others get', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>', { vary: 'Cookie', 'cache-control': 's-maxage=60' }))
    expect((await site.get('/en', { cookie: 'name=Mallory' })).status).toBe(200)
    site.answers.set('/en', page('<p>Other</p>'))
    expect((await site.get('/en')).text).toBe('<p>Other</p>')
    expect((await site.get('/en', { cookie: 'name=Mallory' })).headers['cache-status']).toBe('test; hit')
  })

  it('by credentials does not change what it gets', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    const statuses: unknown[] = []
    for (const authorization of ['Basic eDp5', 'Bearer x', ''])
      statuses.push((await site.get('/en', { authorization })).headers['cache-status'])
    expect(statuses).toEqual(['test; fwd=miss; stored', 'test; hit', 'test; hit'])
    expect(site.seen).toHaveLength(1)
  })

  it('in the target, of a server, does not reach Next', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    for (const target of ['http://evil.example/en', 'HTTPS://evil.example:99/en?a=1', '/en']) {
      expect((await site.get(target)).text, target).toBe('<p>Hello</p>')
    }
    await site.get('http://evil.example')
    expect(site.seen.map(({ url }) => url)).toEqual(['/en', '/'])
  })
})

describe('a body where none belongs', () => {
  it('does not swallow the next request on the connection to Next', async () => {
    const site = await startTestSite()
    for (const path of ['/a', '/b', '/c']) site.answers.set(path, page(path))
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
    for (const path of ['/a', '/media/a.png']) {
      await site.send(path, { headers: { 'content-length': smuggled.length }, body: smuggled })
      await site.send(path, { headers: { 'transfer-encoding': 'chunked' }, body: smuggled })
    }
    for (const path of ['/b', '/c']) expect(await site.get(path)).toMatchObject({ status: 200, text: path })
    expect(site.seen.map(({ url }) => url)).toEqual(['/a', '/media/a.png', '/media/a.png', '/b', '/c'])
    for (const { headers } of site.seen) {
      expect(headers).not.toHaveProperty('content-length')
      expect(headers).not.toHaveProperty('transfer-encoding')
    }
  })

  it('is a body for Next too, whatever its method', async () => {
    const site = await startTestSite()
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
    const headers = { 'transfer-encoding': 'chunked' }
    await site.send('/a', { method: 'DELETE', headers, body: smuggled })
    await site.get('/b')
    expect(site.seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['DELETE', '/a', smuggled],
      ['GET', '/b', ''],
    ])
  })

  it('of two lengths is refused', async () => {
    const site = await startTestSite()
    const lines = [
      'POST /a HTTP/1.1',
      'Host: x',
      'Content-Length: 3',
      'Transfer-Encoding: chunked',
      '',
      'a=1',
    ]
    expect(await sendRaw(site, lines.join('\r\n'))).toMatch(/^HTTP\/1\.1 400 /)
    expect(site.seen).toEqual([])
  })
})

it('does not break on headers without end, which are cut or refused', async () => {
  const site = await startTestSite()
  site.answers.set('/en', page('<p>Hello</p>'))
  await site.get('/en')
  const long = 'x, '.repeat(4000)
  for (const headers of [{ 'accept-encoding': long }, { 'if-none-match': long }])
    expect(await site.get('/en', headers)).toMatchObject({ status: 200, text: '<p>Hello</p>' })
  expect((await site.get('/en', { cookie: 'x'.repeat(20_000) })).status).toBe(431)
})

it('keeps a page whose path is a name of the language’s own', async () => {
  const site = await startTestSite()
  for (const path of ['/__proto__', '/constructor']) {
    site.answers.set(path, page(path, { 'surrogate-key': '__proto__ constructor' }))
    await site.get(path)
    expect((await site.get(path)).text).toBe(path)
  }
  expect(site.store.drop(['__proto__'])).toBe(2)
})
