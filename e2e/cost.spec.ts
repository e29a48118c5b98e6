import { expect, test } from 'playwright/test'
import { everyPage, leadStory, type pageTypes, sampleLanguages } from './pages.ts'
import { demoUrl, rawRequest } from './site.ts'

type PageName = (typeof pageTypes)[number]['name'] | 'story of 650 words' | 'long read'

/**
 * The most bytes a page may take, compressed by Brotli, with its styles and without pictures. What a first round trip
 * carries is 14,000; a page over its line is too heavy, or the line has to be moved with a reason.
 */
const budgets: Record<PageName, number> = {
  front: 13_000,
  // With its topics, and pictures among the earlier stories.
  section: 9_500,
  // Among them 700 for its pictures, each at three widths in three formats and in three shapes for search engines; and
  // 300 for styles that let long words break, print whole tables and show the focus on every ground.
  story: 11_500,
  'corrected story': 10_900,
  'story of 650 words': 10_500,
  // As its first reader gets it, with pictures of stories to read next; compressed at leisure it takes 12,700.
  'long read': 14_400,
  topic: 8_500,
  author: 8_000,
  archive: 7_500,
  'archive month': 7_500,
  'archive day': 7_500,
  'standing page': 9_500,
  cookies: 10_000,
  'not found': 7_500,
  gone: 7_500,
}

const extra = [
  { name: 'story of 650 words', status: 200, path: '/en/politics/2025-05-13/bridge-analysis' },
  ...sampleLanguages.map(({ lang }) => ({
    name: 'long read' as const,
    status: 200,
    path: `/${lang}/science/2025-05-16/seven-islands-map`,
  })),
] as const

test.describe('what a page costs', () => {
  for (const { name, path, status } of [...everyPage, ...extra]) {
    test(`${name}: ${path}`, async () => {
      const answer = await rawRequest(demoUrl, path, { 'accept-encoding': 'br' })
      expect(answer.status).toBe(status)
      expect(answer.headers['content-encoding']).toBe('br')
      expect(answer.bytes).toBeLessThanOrEqual(budgets[name])
    })
  }
})

test('a page is answered from memory, conditionally, and to HEAD', async () => {
  const path = leadStory('en')
  const accept = { 'accept-encoding': 'br' }
  await rawRequest(demoUrl, path, accept)
  const hit = await rawRequest(demoUrl, path, accept)
  expect(hit.headers['cache-status']).toBe('dateline; hit')
  expect(hit.headers['cache-control']).toMatch(
    /^public, max-age=30, s-maxage=\d{4,}, stale-while-revalidate=\d+, stale-if-error=\d+$/,
  )
  expect(hit.headers.vary).toBe('Accept-Encoding')
  expect(hit.headers.etag).toMatch(/^"[\w-]+\.b\d+"$/)
  const same = await rawRequest(demoUrl, path, { ...accept, 'if-none-match': hit.headers.etag ?? '' })
  expect([same.status, same.bytes]).toEqual([304, 0])
  const plain = await rawRequest(demoUrl, path)
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body).toContain('<h1')
  const campaign = await rawRequest(demoUrl, `${path}?utm_source=x&fbclid=y`, accept)
  expect(campaign.headers['cache-status']).toBe('dateline; hit')
})

test('caches in front learn the keys when they ask for them', async () => {
  const answer = await rawRequest(demoUrl, leadStory('ar'), {
    'surrogate-capability': 'front="Surrogate/1.0"',
  })
  expect(answer.headers['surrogate-key']).toBe('site lang:ar section:world story:2025-05-16/istanbul-talks')
})

test('error pages are not kept by their URLs, and made once for all of them', async () => {
  const ask = (path: string) => rawRequest(demoUrl, path, { 'accept-encoding': 'br' })
  await ask('/sw/nowhere-1')
  for (const path of ['/sw/nowhere-1', '/sw/nowhere-2', '/sw/world/2025-05-16/nowhere']) {
    const answer = await ask(path)
    expect([answer.status, answer.headers['cache-status']], path).toEqual([404, 'dateline; hit'])
    expect(answer.headers['cache-control']).toBe('public, max-age=0, s-maxage=1')
  }
  // Without a language in the address, the page goes by the reader's.
  for (const [languages, lang] of [
    ['ar', 'ar'],
    ['zh-CN, en;q=0.5', 'zh-Hans'],
  ] as const)
    for (const path of ['/nowhere-1', '/nowhere-2']) {
      const { status, headers, body } = await rawRequest(demoUrl, path, { 'accept-language': languages })
      expect([status, headers['cache-control']]).toEqual([404, 'private, no-store'])
      expect(body).toContain(`<html lang="${lang}"`)
    }
})
