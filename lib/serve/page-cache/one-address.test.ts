import { expect, it } from 'vitest'
import { page, startTestSite } from '../../testing/page-server.ts'
import { randomNumbers } from '../../testing/random.ts'

it.each([
  ['/q1/../en', '/en'],
  ['/q1/%2e%2e/en?a=1', '/en?a=1'],
  ['/en//world', '/en/world'],
  ['//evil.example', '/evil.example'],
  ['/\\evil.example', '/%5Cevil.example'],
  ['/%65n', '/en'],
])('%s leads to %s in one hop, without Next', async (path, location) => {
  const site = await startTestSite()
  for (const method of ['GET', 'HEAD', 'POST']) {
    const answer = await site.send(path, { method })
    expect(answer.status).toBe(308)
    expect(answer.headers).toMatchObject({ location, 'cache-control': 'no-store', 'x-checked': 'file' })
  }
  expect(site.seen).toEqual([])
})

it.each(['/en#abc', '/media/0123456789abcdef/x%ff', '/_next/x%ff', '/%', '*'])(
  '%s is refused, without Next',
  async (path) => {
    const site = await startTestSite()
    const answer = await site.get(path)
    expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(/^The address|^What follows #/) })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-checked': 'file' })
    expect(site.seen).toEqual([])
    expect(site.warnings).toEqual([])
  },
)

it('two addresses share a page only if they differ by their query alone', async () => {
  const site = await startTestSite()
  // As Next does, the pretended one goes by what URL makes of an address.
  site.answers.get = (path) => page(decodeURI(new URL(path, 'https://news.example').pathname))
  const random = randomNumbers(3)
  const pieces = [
    '/',
    '/en',
    '/ar',
    '/./',
    '/..',
    '/%2e%2e/',
    '/%65n',
    '//',
    '\\',
    '%5c',
    '%5C',
    '?',
    '?a=1',
    '#a',
    '%',
  ]
  pieces.push('/a', '%61', '~', '%7e', '%7E', '"', '%22', '|', '%d8%b9', '%D8%B9', '%ff', ';', '%3b', '%3B')
  const pathOf = new Map<string, string>()
  for (let number = 0; number < 1500; number += 1) {
    const parts = Array.from({ length: 1 + random(5) }, () => pieces[random(pieces.length)])
    const target = parts.join('').replace(/^(?!\/)/, '/')
    const { status, text } = await site.get(target)
    if (status !== 200) continue
    const path = target.replace(/\?.*$/, '')
    expect(pathOf.get(text) ?? path, target).toBe(path)
    pathOf.set(text, path)
  }
  expect(pathOf.size).toBeGreaterThan(50)
  expect(site.store.size().pages).toBe(pathOf.size)
})
