import { expect, it } from 'vitest'
import { startTestSite, type TestSiteOptions } from '../../testing/page-server.ts'

/** Readers are of two groups, and told apart by their cookie; nothing else of it counts. */
const variantOf: TestSiteOptions['variantOf'] = (path, { cookie = '' }) =>
  path === '/by-choice.css' ? (cookie.includes('yes') ? 'yes' : 'no') : undefined

const headers = {
  'content-type': 'text/css',
  'cache-control': 'private, no-cache',
  'surrogate-control': 'max-age=3600',
  vary: 'Cookie',
}

it('an answer for groups of clients is asked for once a group, and stays private', async () => {
  const site = await startTestSite({ variantOf })
  site.answers.set('/by-choice.css', (response) => response.writeHead(200, headers).end('no{}'))
  for (const cookie of ['', 'a=1', 'كعكة', '饼干']) {
    const encoded = Buffer.from(cookie).toString('latin1')
    const answer = await site.get('/by-choice.css?v=1', encoded === '' ? {} : { cookie: encoded })
    expect(answer.text).toBe('no{}')
    expect(answer.headers['cache-control']).toBe('private, no-cache')
    expect(answer.headers.vary).toBe('Accept-Encoding, Cookie')
  }
  expect(site.seen).toHaveLength(1)
  site.answers.set('/by-choice.css', (response) => response.writeHead(200, headers).end('yes{}'))
  for (const cookie of ['yes', 'yes; b=2'])
    expect((await site.get('/by-choice.css', { cookie })).text).toBe('yes{}')
  expect((await site.get('/by-choice.css')).text).toBe('no{}')
  expect(site.seen).toHaveLength(2)
})

it('a browser that has a variant is told so, and one that has the other is not', async () => {
  const site = await startTestSite({ variantOf })
  site.answers.set('/by-choice.css', { headers, body: 'no{}' })
  const { etag = '' } = (await site.get('/by-choice.css')).headers
  expect((await site.get('/by-choice.css', { 'if-none-match': etag })).status).toBe(304)
  site.answers.set('/by-choice.css', { headers, body: 'yes{}' })
  expect((await site.get('/by-choice.css', { 'if-none-match': etag, cookie: 'yes' })).status).toBe(200)
})

const pageHeaders = { ...headers, 'content-type': 'text/html', 'cache-control': 'private, no-store' }
const forSome: TestSiteOptions['variantOf'] = (path) => (path.startsWith('/private/') ? 'some' : undefined)

it('a page for some is made once, and stays private', async () => {
  const site = await startTestSite({ variantOf: forSome })
  for (const path of ['/private/1', `/private/${encodeURI('إيصال')}`, `/private/${encodeURI('收据')}`]) {
    site.answers.set(path, { headers: pageHeaders, body: '<!doctype html><p>1' })
    for (const query of ['', '?a=1', '?a=2'])
      expect((await site.get(path + query)).headers['cache-control']).toBe('private, no-store')
  }
  expect(site.seen).toHaveLength(3)
})

it('what is private stays so when it is not the newest, or nothing newer can be had', async () => {
  const site = await startTestSite({ variantOf: forSome })
  site.answers.set('/private/1', (response) => {
    // Published meanwhile.
    site.store.drop(['site'])
    response.writeHead(200, { ...pageHeaders, 'surrogate-key': 'site' }).end('<!doctype html><p>old')
  })
  expect((await site.get('/private/1')).headers['cache-control']).toBe('private, no-store')
  await site.stopUpstream()
  const stale = await site.get('/private/1')
  expect([stale.text, stale.headers['cache-control']]).toEqual(['<!doctype html><p>old', 'private, no-store'])
  expect(stale.headers['cache-status']).toContain('fwd=stale')
})

it('the same answer without variants, or with a cookie of its own, is nobody else’s', async () => {
  const site = await startTestSite({ variantOf })
  site.answers.set('/other.css', { headers, body: 'x{}' })
  site.answers.set('/by-choice.css', { headers: { ...headers, 'set-cookie': 'a=1' }, body: 'x{}' })
  for (const path of ['/other.css', '/by-choice.css']) {
    await site.get(path)
    expect((await site.get(path)).headers['cache-status']).toBe('test; fwd=miss')
  }
  expect(site.seen).toHaveLength(4)
})
