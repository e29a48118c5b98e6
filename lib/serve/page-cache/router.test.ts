import { expect, it } from 'vitest'
import { page, startTestSite } from '../../testing/page-server.ts'
import { routerHeaders, withoutRouterQuery } from './router.ts'

it.each([
  ['', ''],
  ['?', '?'],
  ['?_rsc', ''],
  ['?_rsc=1x', ''],
  ['?%5frsc=1', ''],
  ['?_%72sc', ''],
  ['?a=1&_rsc=2&b=3', '?a=1&b=3'],
  ['?_rsc=1&_rsc=2&a', '?a'],
  ['?x_rsc=1&_rscx=2&a=_rsc', '?x_rsc=1&_rscx=2&a=_rsc'],
  ['?a=%ff&&_rsc=1', '?a=%ff&'],
])('of %j is %j what is not the router’s', (query, rest) => {
  expect(withoutRouterQuery(query)).toBe(rest)
})

it('on a site that has no client component, what only the router asks for is the page', async () => {
  const site = await startTestSite()
  site.answers.set('/en', page('<p>Hello</p><script src="/_next/a.js"></script>'))
  const asRouter = Object.fromEntries(routerHeaders.map((name) => [name, '1']))
  expect(await site.get('/en?a=1&_rsc=1', asRouter)).toMatchObject({ status: 200, text: '<p>Hello</p>' })
  for (const [path, headers] of [
    ['/en?_rsc=1', {}],
    ['/en', asRouter],
    ['/en', { 'next-router-prefetch': '2' }],
  ] as const) {
    const answer = await site.get(path, headers)
    expect(answer.headers['cache-status']).toBe('test; hit')
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers.vary).toBe('Accept-Encoding')
  }
  expect(site.seen).toHaveLength(1)
  expect(site.seen[0]?.url).toBe('/en?a=1')
  for (const name of routerHeaders) expect(site.seen[0]?.headers).not.toHaveProperty(name)
})

it('nor do a form’s answer and a picture know of the router there', async () => {
  const site = await startTestSite()
  await site.send('/consent?_rsc=1', { method: 'POST', headers: { 'next-action': 'x' }, body: 'a=1' })
  await site.get('/media/a.png?_rsc=1', { rsc: '1' })
  expect(site.seen.map(({ url }) => url)).toEqual(['/consent', '/media/a.png'])
  for (const { headers } of site.seen)
    for (const name of routerHeaders) expect(headers).not.toHaveProperty(name)
})
