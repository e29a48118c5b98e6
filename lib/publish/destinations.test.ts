import { describe, expect, it } from 'vitest'
import { type Destination, destinationsOf, type News } from './destinations.ts'

const siteUrl = 'https://news.example'
const endpoint = 'https://api.indexnow.org/indexnow'

function one(announce: Parameters<typeof destinationsOf>[0], purgeUrls: string[] = []): Destination {
  const [destination] = destinationsOf(announce, siteUrl, purgeUrls)
  if (!destination) throw new Error('There is none.')
  return destination
}

function told(destination: Destination, news: Partial<News>) {
  return destination.requests(destination.itemsOf({ keys: [], paths: [], ...news }))
}

it('informs nobody unless configured', () => {
  expect(destinationsOf({}, siteUrl, [])).toEqual([])
})

it('informs every cache, the hub and search engines, each under its own name', () => {
  const announce = { hub: 'https://hub.example/', indexNow: { key: 'abcd1234', endpoint } }
  const names = destinationsOf(announce, siteUrl, ['http://a', 'http://b']).map(({ name }) => name)
  expect(names).toEqual([
    'cache http://a',
    'cache http://b',
    'hub https://hub.example/',
    `indexnow ${endpoint}`,
  ])
})

describe('a cache in front', () => {
  it('is sent PURGE with the keys, encoded as pages carry them', () => {
    const keys = ['front:ar', 'story:2025-05-16/%E4%BC%9A%E8%B0%88']
    expect(told(one({}, ['http://cache:6081/x']), { keys, paths: ['/ar'] })).toEqual([
      {
        url: 'http://cache:6081/x',
        init: {
          method: 'PURGE',
          headers: { 'surrogate-key': 'front:ar story:2025-05-16/%E4%BC%9A%E8%B0%88' },
        },
      },
    ])
  })

  it('is sent the secret, if there is one, which its name does not reveal', () => {
    const destinations = destinationsOf(
      { hub: 'https://hub.example/' },
      siteUrl,
      ['http://a', 'http://b'],
      'secret',
    )
    const sent = destinations.map((destination) =>
      told(destination, { keys: ['feed:en'] }).map(({ init }) =>
        new Headers(init.headers).get('authorization'),
      ),
    )
    expect(sent).toEqual([['Bearer secret'], ['Bearer secret'], [null, null, null]])
    expect(destinations.map(({ name }) => name).join()).not.toContain('secret')
  })

  it('gets headers of less than 4 KB, every key once and in order', () => {
    const keys = Array.from(
      { length: 1000 },
      (_, number) => `story:2025-05-16/${'x'.repeat(number % 90)}-${number}`,
    )
    const sent = told(one({}, ['http://cache']), { keys }).map(({ init }) =>
      String(new Headers(init.headers).get('surrogate-key')),
    )
    for (const header of sent) expect(header.length).toBeLessThan(4096)
    expect(sent.join(' ').split(' ')).toEqual(keys)
    expect(sent.length).toBeLessThan(25)
  })

  it('gets a very long key by itself', () => {
    const keys = ['a', 'x'.repeat(5000), 'b']
    const sent = told(one({}, ['http://cache']), { keys })
    expect(sent).toHaveLength(3)
  })
})

describe('a WebSub hub', () => {
  const hub = one({ hub: 'https://hub.example/' })

  it.each([
    ['feed:en', 'en'],
    ['feed:ar/world', 'ar/world'],
    ['feed:zh-Hans', 'zh-Hans'],
  ])('is notified of the feeds of %s, one form each', (key, list) => {
    const sent = told(hub, { keys: ['front:en', key], paths: ['/en/world'] })
    expect(sent.map(({ url, init }) => [url, init.method])).toEqual(
      Array(3).fill(['https://hub.example/', 'POST']),
    )
    const forms = sent.map(({ init }) => Object.fromEntries(init.body as URLSearchParams))
    expect(forms).toEqual(
      ['feed.xml', 'atom.xml', 'feed.json'].map((file) => ({
        'hub.mode': 'publish',
        'hub.url': `${siteUrl}/${list}/${file}`,
      })),
    )
  })

  it('is not concerned by changes no feed shows', () => {
    expect(told(hub, { keys: ['front:en', 'story:2025-05-16/feed:en'], paths: ['/en/x'] })).toEqual([])
  })
})

describe('search engines', () => {
  const engines = one({ indexNow: { key: 'abcd1234', endpoint } })

  it('are sent addresses, the key and where the key can be found', () => {
    const [request, ...more] = told(engines, {
      keys: ['front:en'],
      paths: ['/en/world', '/zh-Hans/%E4%BC%9A'],
    })
    expect(more).toEqual([])
    expect(request?.url).toBe(endpoint)
    expect(request?.init).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })
    expect(JSON.parse(String(request?.init.body))).toEqual({
      host: 'news.example',
      key: 'abcd1234',
      keyLocation: `${siteUrl}/abcd1234.txt`,
      urlList: [`${siteUrl}/en/world`, `${siteUrl}/zh-Hans/%E4%BC%9A`],
    })
  })

  it('get no more than 10,000 addresses in one request', () => {
    const paths = Array.from({ length: 12_500 }, (_, number) => `/en/${number}`)
    const lists = told(engines, { paths }).map(
      ({ init }) => JSON.parse(String(init.body)).urlList as string[],
    )
    for (const list of lists) expect(list.length).toBeLessThanOrEqual(10_000)
    expect(lists.flat()).toEqual(paths.map((path) => siteUrl + path))
  })
})
