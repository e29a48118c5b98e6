import { describe, expect, it } from 'vitest'
import { page, startTestSite, type TestSite, type TestSiteOptions } from '../../testing/page-server.ts'

/** As agents that read for people ask for it. */
const markdown = { accept: 'text/markdown, text/html;q=0.9' }

/** Where the site has Markdown, those who ask for it get something else than the page. */
const wantsOther: NonNullable<TestSiteOptions['wantsOther']> = (path, { accept }) =>
  path === '/ar/story' && accept?.includes('text/markdown') === true

/** A site that leads those who ask for Markdown to another path. */
async function negotiating(): Promise<TestSite> {
  const site = await startTestSite({ wantsOther })
  site.answers.set('/ar/story', (response) => {
    const wanted = site.seen.at(-1)?.headers.accept?.includes('text/markdown')
    if (wanted)
      response.writeHead(303, { location: '/ar/story.md', vary: 'Accept', 'cache-control': 'no-store' }).end()
    else response.writeHead(200, page('').headers).end('<p>قصة</p>')
  })
  return site
}

describe('a path that has another answer for those who ask for Markdown', () => {
  it.each([
    ['after the page', ['page', 'other', 'page', 'other']],
    ['before the page', ['other', 'page', 'other', 'page']],
  ])('gives each their own, %s', async (_, order) => {
    const site = await negotiating()
    for (const kind of order) {
      const answer = await site.get(
        '/ar/story',
        kind === 'other' ? markdown : { accept: 'text/html,*/*;q=0.8' },
      )
      expect(answer.status).toBe(kind === 'other' ? 303 : 200)
      expect(answer.text).toBe(kind === 'other' ? '' : '<p>قصة</p>')
      if (kind === 'other')
        expect(answer.headers).toMatchObject({ location: '/ar/story.md', vary: 'Accept-Encoding, Accept' })
    }
    expect(site.store.size().pages).toBe(1)
    expect((await site.get('/ar/story')).headers['cache-status']).toBe('test; hit')
  })

  it('gives each their own when they ask at once', async () => {
    const site = await negotiating()
    const answers = await Promise.all([
      site.get('/ar/story'),
      site.get('/ar/story', markdown),
      site.get('/ar/story'),
      site.get('/ar/story', markdown),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 303, 200, 303])
  })

  it('leaves no page for shared caches that asking so has made', async () => {
    const site = await startTestSite({ wantsOther })
    site.answers.set('/ar/story', page('<p>قصة</p>'))
    const answer = await site.get('/ar/story', markdown)
    expect(answer.text).toBe('<p>قصة</p>')
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-checked': 'page' })
    expect(site.store.size().pages).toBe(0)
  })
})

it('a path that has no other answer is the page, whatever media type is asked for', async () => {
  const site = await startTestSite({ wantsOther })
  site.answers.set('/zh-Hans/feed.xml', page('<rss/>'))
  const statuses: unknown[] = []
  for (const accept of ['text/markdown', 'text/markdown;q=0.1', 'text/html', 'x/y'])
    statuses.push((await site.get('/zh-Hans/feed.xml', { accept })).headers['cache-status'])
  expect(statuses).toEqual(['test; fwd=miss; stored', 'test; hit', 'test; hit', 'test; hit'])
  expect(site.seen).toHaveLength(1)
})

it('a query by which an address means something else is answered by itself, and nothing of that is kept', async () => {
  const site = await startTestSite({ wantsOther: (path, _, query) => path === '/en' && query === '?p=7' })
  site.answers.set('/en', page('<p>Front</p>'))
  for (const round of ['first', 'second']) {
    expect((await site.get('/en?p=7')).headers, round).toMatchObject({
      'cache-control': 'private, no-store',
      'cache-status': 'test; fwd=miss',
    })
    await site.get('/en?p=8')
  }
  expect((await site.get('/en?p=8')).headers['cache-status']).toBe('test; hit')
  expect(site.store.size().pages).toBe(1)
})

it('501 is an answer, not a failure', async () => {
  const site = await startTestSite()
  site.answers.set('/oembed', {
    status: 501,
    headers: { 'content-type': 'text/plain' },
    body: 'Not implemented',
  })
  expect(await site.get('/oembed?format=x')).toMatchObject({ status: 501, text: 'Not implemented' })
  expect(site.warnings).toEqual([])
})

describe('If-Modified-Since', () => {
  const dated = () =>
    page('<rss/>', {
      'content-type': 'application/rss+xml',
      'last-modified': 'Fri, 16 May 2025 11:05:00 GMT',
    })

  it.each([
    ['the page’s own date', { 'if-modified-since': 'Fri, 16 May 2025 11:05:00 GMT' }, 304],
    ['a later one', { 'if-modified-since': 'Sat, 17 May 2025 00:00:00 GMT' }, 304],
    ['an earlier one', { 'if-modified-since': 'Fri, 16 May 2025 11:04:59 GMT' }, 200],
    ['no date', { 'if-modified-since': 'yesterday' }, 200],
    [
      'a tag of another page',
      { 'if-modified-since': 'Sat, 17 May 2025 00:00:00 GMT', 'if-none-match': '"x.b5"' },
      200,
    ],
  ])('of %s', async (_, headers, status) => {
    const site = await startTestSite()
    site.answers.set('/ar/feed.xml', dated())
    for (const visit of ['made', 'from memory']) {
      const answer = await site.get('/ar/feed.xml', headers)
      expect(answer.status, visit).toBe(status)
      expect(answer.headers['last-modified']).toBe('Fri, 16 May 2025 11:05:00 GMT')
    }
  })

  it('means nothing to a page that says no date', async () => {
    const site = await startTestSite()
    site.answers.set('/en', page('<p>Hello</p>'))
    const answer = await site.get('/en', { 'if-modified-since': 'Sat, 17 May 2125 00:00:00 GMT' })
    expect(answer.status).toBe(200)
  })
})
