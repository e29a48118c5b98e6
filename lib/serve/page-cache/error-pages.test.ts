import { describe, expect, it } from 'vitest'
import { page, startTestSite } from '../../testing/page-server.ts'
import { createErrorPages } from './error-pages.ts'

const rendered = (code: number) => ({ status: 'fwd=miss', code, headers: {}, body: Buffer.from('x') })

describe('pages that say that there is nothing', () => {
  it('are kept for ten seconds, until anything is dropped', () => {
    let now = 0
    const pages = createErrorPages(() => now)
    pages.keep('unknown ar', rendered(404), 7)
    pages.keep('gone ar', rendered(410), 7)
    expect([pages.get('unknown ar', 7)?.code, pages.get('gone ar', 7)?.code]).toEqual([404, 410])
    expect(pages.get('unknown ar', 8)).toBeUndefined()
    expect(pages.get('unknown en', 7)).toBeUndefined()
    now = 10_000
    expect(pages.get('unknown ar', 7)).toBeUndefined()
  })

  it('are no others', () => {
    const pages = createErrorPages()
    pages.keep('a', rendered(503), 0)
    pages.keep('b', rendered(308), 0)
    pages.keep('c', { ...rendered(404), failed: true }, 0)
    for (const name of ['a', 'b', 'c']) expect(pages.get(name, 0)).toBeUndefined()
  })
})

it('however many addresses there are nothing at, Next makes one page for each language', async () => {
  const site = await startTestSite({
    nothingAt: (path) => (path.includes('nothing') ? `unknown ${path.slice(1, 3)}` : undefined),
  })
  const missing = { ...page('<p>Nothing here</p>'), status: 404 }
  for (let turn = 0; turn < 20; turn += 1)
    for (const lang of ['en', 'ar']) {
      const path = `/${lang}/nothing-${turn}`
      site.answers.set(path, missing)
      const { status, text } = await site.get(path)
      expect([status, text]).toEqual([404, '<p>Nothing here</p>'])
    }
  expect(site.seen.map(({ url }) => url)).toEqual(['/en/nothing-0', '/ar/nothing-0'])
  site.answers.set('/en/something', page('<p>Something</p>'))
  expect((await site.get('/en/something')).status).toBe(200)
})
