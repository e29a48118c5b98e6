import { describe, expect, it, vi } from 'vitest'
import { longText, page, startTestSite, type TestSite } from '../../testing/page-server.ts'
import { chooseEncoding } from './negotiate.ts'

const encodings = ['br', 'gzip', 'identity']

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate, br', 'br'],
  ['gzip,br', 'br'],
  ['BR', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['br; q=0.9 , gzip; q=0.5', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['br;q=0, *', 'gzip'],
  ['gzip;q=0, *;q=0.1', 'br'],
  ['identity', 'identity'],
  ['identity, br;q=0.5', 'identity'],
  ['identity;q=0, gzip', 'gzip'],
  ['deflate, zstd', 'identity'],
  ['br;q=much', 'identity'],
  ['br;q=', 'identity'],
  ['brotli, xgzip', 'identity'],
  [';;;,,,=q', 'identity'],
  [' ', 'identity'],
  ['', 'identity'],
])('chooses of %j %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding)
})

/** A site that has a page in memory, with the tags of its forms as first made. */
async function siteWithPage(): Promise<{ site: TestSite; tags: string[] }> {
  const site = await startTestSite()
  site.answers.set('/en', page(longText))
  const tags: string[] = []
  for (const encoding of encodings) {
    const { headers } = await site.get('/en', { 'accept-encoding': encoding })
    tags.push(headers.etag ?? '')
  }
  return { site, tags }
}

describe('a page’s forms', () => {
  it('are the same text, each with a strong tag of its own', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page(longText))
    const tags = new Set<string>()
    for (const encoding of encodings) {
      const answer = await site.get('/en', { 'accept-encoding': encoding })
      expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding)
      expect(answer.headers['content-length']).toBe(String(answer.raw.length))
      expect(answer.headers.vary).toBe('Accept-Encoding')
      expect(answer.text).toBe(longText)
      expect(answer.headers.etag).toMatch(/^"[\w-]{22}\.\w+"$/)
      tags.add(answer.headers.etag ?? '')
    }
    expect(tags.size).toBe(3)
    expect(site.seen.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity'])
  })

  it('have other tags when the text is another', async () => {
    const site = await startTestSite()
    site.answers.set('/a', page('<p>One</p>'))
    site.answers.set('/b', page('<p>Two</p>'))
    const [a, b] = [await site.get('/a'), await site.get('/b')]
    expect(a.headers.etag).not.toBe(b.headers.etag)
  })

  it('are compressed for answers that are not kept too', async () => {
    const site = await startTestSite()
    site.answers.set('/en', { ...page(longText), status: 404 })
    for (const encoding of encodings) {
      const answer = await site.get('/en', { 'accept-encoding': encoding })
      expect(answer).toMatchObject({ status: 404, text: longText })
      expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding)
      expect(answer.headers['content-length']).toBe(String(answer.raw.length))
    }
  })
})

describe('If-None-Match', () => {
  it.each([
    ['the tag of the form asked for', (own: string) => own],
    ['it as a weak tag', (own: string) => `W/${own}`],
    ['the tag of another form', (_: string, other: string) => other],
    ['a list', (own: string) => `"a", W/"b", ${own}`],
    ['any tag', () => '*'],
  ])('with %s is answered with 304', async (_, header) => {
    const { site, tags } = await siteWithPage()
    const [other = '', own = ''] = tags
    const { status, headers, raw } = await site.get('/en', {
      'accept-encoding': 'gzip',
      'if-none-match': header(own, other),
    })
    expect(status).toBe(304)
    expect(raw).toHaveLength(0)
    expect(headers).toMatchObject({
      vary: 'Accept-Encoding',
      etag: own,
      'cache-control': 'public, max-age=0, s-maxage=3600',
      'cache-status': 'test; hit',
    })
    expect(headers).not.toHaveProperty('content-length')
    expect(headers).not.toHaveProperty('content-encoding')
  })

  it.each(['"x"', 'W/"x.b5"', '', '"*"', 'x'])(
    'with %j, which is of no form, is answered whole',
    async (tag) => {
      const { site } = await siteWithPage()
      const { status, text } = await site.get('/en', { 'if-none-match': tag })
      expect(status).toBe(200)
      expect(text).toBe(longText)
    },
  )

  it('with the tag of a page since changed is answered whole', async () => {
    const { site, tags } = await siteWithPage()
    site.store.delete('/en')
    site.answers.set('/en', page('<p>Changed</p>'))
    const answer = await site.get('/en', { 'if-none-match': tags.join(', ') })
    expect(answer).toMatchObject({ status: 200, text: '<p>Changed</p>' })
  })

  it('is not passed on to Next, for its answer may be for others', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    const conditions = {
      'if-none-match': '"next"',
      'if-modified-since': 'Tue, 20 May 2025 12:00:00 GMT',
      'if-match': '"next"',
      'if-unmodified-since': 'Tue, 20 May 2025 12:00:00 GMT',
      'if-range': '"next"',
      range: 'bytes=0-1',
    }
    expect(await site.get('/en', conditions)).toMatchObject({ status: 200, text: '<p>Hello</p>' })
    for (const name of Object.keys(conditions)) expect(site.seen[0]?.headers).not.toHaveProperty(name)
  })

  it('is answered to HEAD as to GET', async () => {
    const { site, tags } = await siteWithPage()
    const headers = { 'if-none-match': tags.join(', ') }
    expect((await site.send('/en', { method: 'HEAD', headers })).status).toBe(304)
  })

  it('still knows the first Brotli form when the smaller one has taken its place', async () => {
    const { site, tags } = await siteWithPage()
    const br = { 'accept-encoding': 'br' }
    await vi.waitFor(async () => expect((await site.get('/en', br)).headers.etag).toMatch(/\.b11"$/))
    const smaller = await site.get('/en', br)
    expect(smaller.text).toBe(longText)
    expect(smaller.headers.etag).not.toBe(tags[0])
    expect(site.store.size().bytes).toBeGreaterThan(smaller.raw.length)
    const conditional = await site.get('/en', { ...br, 'if-none-match': tags[0] })
    expect(conditional.status).toBe(304)
    expect(conditional.headers.etag).toBe(smaller.headers.etag)
    expect((await site.get('/en', { 'accept-encoding': 'identity' })).text).toBe(longText)
    expect((await site.get('/en', { 'accept-encoding': 'gzip' })).text).toBe(longText)
    expect(site.seen).toHaveLength(1)
  })
})
