import { expect, test } from 'playwright/test'
import { findVarnish, noVarnish } from '../bench/varnish.ts'
import { send, sendBytes } from './front.ts'
import { type Behind, kept, keptForASecond, startBehind } from './origin.ts'

// One address, one key: what a request may make the cache in front keep.
const varnish = findVarnish()
if (!varnish) console.error(noVarnish)

let behind: Behind

test.describe.configure({ mode: 'serial' })
test.skip(!varnish, noVarnish)

test.beforeAll(async () => {
  behind = await startBehind(varnish ?? '', 2)
})
test.beforeEach(() => behind.answer((request, response) => response.writeHead(200, kept).end(request.url)))
test.afterAll(() => behind?.stop())

test('what is no address is refused without asking anybody', async () => {
  const bad = [
    ...['/en#abc', '/#', '/en?x#y', '/en/%', '/en/%4', '/en/%zz', '/en/%%41', '/en/%u0041', '?x', 'en', '*'],
    // Bytes that are not UTF-8: alone, cut off, too long for what they say, half of a pair, beyond Unicode.
    ...['/media/0123456789abcdef/x%ff', '/_next/x%ff', '/x%80', '/x%e4', '/x%c3', '/x%e4%bd', '/x%c3%41'],
    ...['/x%c0%af', '/x%e0%80%af', '/x%ed%a0%80', '/x%f0%80%80%af', '/x%f4%90%80%80', '/x%f5%80%80%80'],
  ]
  const reached = await behind.during(async () => {
    for (const target of bad) expect((await send(behind.url, target)).status, target).toBe(400)
  })
  expect(reached).toEqual([])
})

test('what is an address is kept, whatever its script, sign or length', async () => {
  const good = [
    ...[
      '/',
      '/en',
      '/ar/%D8%A7%D9%84',
      '/zh-Hans/%E5%9B%BD%E9%99%85',
      '/x%F0%9F%93%B0',
      '/%C2%80',
      '/%ED%9F%BF',
    ],
    ...[
      "/a!$&'()*+,.:;=@_~-z",
      '/a%2Fb',
      '/.well-known/x',
      '/...',
      '/a..b/c.',
      '/a%00',
      '/%F4%8F%BF%BF',
      '/en/',
    ],
    ...[`/${'%E5%9B%BD'.repeat(800)}`, `/${'a'.repeat(7900)}`, '/a'.repeat(3900)],
  ]
  for (const target of good) {
    const reached = await behind.during(async () => {
      for (const round of ['made', 'kept'])
        expect((await send(behind.url, target)).status, `${target} ${round}`).toBe(200)
    })
    expect(reached, target).toEqual([`GET ${target}`])
  }
})

/** Spellings of `/en/world` or of what it could be; the site answers 308 to them, if anything. */
const spellings = [
  '/q1/../en /./en /en/. /en/.. /q1/%2e%2e/en /q1/.%2E/en /%2e/en //en/world /en//world /en/world// ///',
  '/%65n/world /en%2Dx /en/%7Eme /en/w%6Frld /en/%5f /en/%30 /en/%e5%9b%bd /en/%2f',
  '/en\\world /en/" /en/<b> /en/{x} /en/a|b /en/a^b /en/` /en/[x]',
].flatMap((some) => some.split(' '))

test('no other spelling of an address is kept as a page', async () => {
  for (const target of spellings) {
    const reached = await behind.during(async () => {
      for (const _ of ['once', 'again']) expect((await send(behind.url, target)).status, target).toBe(200)
    })
    expect(reached, target).toEqual([`GET ${target}`, `GET ${target}`])
  }
})

test('where another spelling leads is asked once a second, and then forgotten', async () => {
  behind.answer((_, response) => response.writeHead(308, { ...keptForASecond, location: '/en' }).end())
  for (const target of spellings) {
    const [first, ...more] = await behind.during(async () => {
      for (const query of ['', '?x=1'])
        expect(await send(behind.url, `${target}${query}`), target).toMatchObject({
          status: 308,
          headers: { location: `/en${query}` },
        })
    })
    expect(first).toBe(`GET ${target}`)
    expect(more.length, target).toBeLessThanOrEqual(1)
  }
  behind.answer((_, response) => response.writeHead(500).end())
  for (const target of spellings)
    await expect.poll(async () => (await send(behind.url, target)).status, target).toBe(503)
})

test('the query goes along with a redirect without being asked for', async () => {
  for (const [number, [location, expected]] of [
    ['/en', '/en?a=1&b=\\1'],
    ['/en#top', '/en?a=1&b=\\1#top'],
    ['/en?own', '/en?own'],
    ['https://elsewhere.example/', 'https://elsewhere.example/'],
  ].entries()) {
    behind.answer((_, response) => response.writeHead(308, { ...kept, location }).end())
    const reached = await behind.during(async () => {
      expect((await send(behind.url, `/moved${number}?a=1&b=\\1`)).headers.location).toBe(expected)
      expect((await send(behind.url, `/moved${number}`)).headers.location).toBe(location)
    })
    expect(reached).toEqual([`GET /moved${number}`])
  }
})

test('Markdown is asked for where stories are, and nowhere else', async () => {
  const headers = { accept: 'text/markdown, text/html;q=0.5' }
  for (const [path, times] of [
    ['/en/world/2025-05-16/a-story', 2],
    ['/en/feed.xml', 1],
    ['/en', 1],
    ['/en/archive/2025/05', 1],
    ['/media/0123456789abcdef/640.avif', 1],
    ['/en/world/2025-05-16/a-story/x', 1],
  ] as const) {
    const path2 = path.replace('/en', '/markdown')
    const reached = await behind.during(async () => {
      for (const _ of [1, 2]) await send(behind.url, path2, { headers })
    })
    expect(reached.length, path2).toBe(times)
  }
})

test('credentials and odd headers make no key', async () => {
  const reached = await behind.during(async () => {
    for (const [name, value] of [
      ['authorization', 'Bearer x'],
      ['cookie', 'consent=1.none; x=y'],
      ['accept', 'text/x'],
      ['accept-language', 'ar'],
      ['user-agent', 'x'],
      ['x-spelling', 'another'],
      ['x-choice', 'x'],
      ['x-languages', 'x'],
      ['x-query', '/evil?x'],
      ['x-failed', '1'],
      ['x-fresh', '1'],
      ['x-pass', '1'],
      ['range', 'bytes=0-1'],
    ] as const)
      expect(
        (await send(behind.url, '/en/headers', { headers: { [name]: value } })).status,
        name,
      ).toBeLessThan(300)
  })
  expect(reached).toEqual(['GET /en/headers'])
})

test('however much a request brings, it is answered whole or refused', async () => {
  const told: unknown[] = []
  behind.answer((request, response) => {
    told.push(request.headers['surrogate-capability'])
    response.writeHead(200, kept).end('page')
  })
  const long = 7900
  const repeated = (text: string) => text.repeat(long / text.length)
  const heads = [
    // Varnish has room for 64 lines in all.
    ...Array.from({ length: 70 }, (_, count) =>
      Array.from({ length: count }, (_, number) => `X-Filler-${number}: x`),
    ),
    ...['consent=1.none;', 'consent=;', 'consent =', 'x=y; ', ' ;', ';\t', 'consent=1.none ;'].flatMap(
      (text) => [
        [`Cookie: ${repeated(text)}`],
        [`Cookie: consent=1.none;${repeated(text).slice(50)}consent=1.none`],
        Array.from({ length: 3 }, () => `Cookie: ${repeated(text)}`),
      ],
    ),
    ...['br ;q=0', 'br;', ' ', ','].map((text) => [`Accept-Encoding: ${repeated(text)}br`]),
    [`Accept: ${repeated('text/markdown')}`],
    [`Accept-Language: ${repeated('a')}`, `X-Request-Id: ${repeated('a')}`, `User-Agent: ${repeated('a')}`],
  ]
  const statuses = new Set<string>()
  for (const [number, head] of heads.entries())
    for (const path of ['/consent.css', '/', '/en', '/x/../en', `/${'a'.repeat(3000)}`]) {
      const target = `${path}?${number}${'q'.repeat(3000)}`
      const lines = [`GET ${target} HTTP/1.1`, 'Host: x', 'Connection: close', ...head, '', '']
      const answer = await sendBytes(behind.url, lines.join('\r\n'))
      const [, status = answer] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? []
      expect(['200', '400', '431'], `${path} ${head.join().slice(0, 80)}`).toContain(status)
      statuses.add(status)
    }
  expect([...statuses].sort()).toEqual(['200', '400', '431'])
  expect(new Set(told)).toEqual(new Set(['varnish="Surrogate/1.0"']))
})

test('a path that is an old address with some queries is asked for with its query, and nothing of that is kept', async () => {
  behind.answer((request, response) => {
    const asked = request.url === '/old?p=7'
    const headers = { ...keptForASecond, 'x-by-query': 'yes', location: asked ? '/new' : '/en' }
    response.writeHead(request.url?.startsWith('/old') ? 308 : 200, headers).end()
  })
  const reached = await behind.during(async () => {
    for (const round of ['first', 'second']) {
      const old = await send(behind.url, '/old?p=7')
      expect(old, round).toMatchObject({ status: 308, headers: { location: '/new' } })
      expect(old.headers['x-by-query']).toBeUndefined()
    }
    expect(await send(behind.url, '/old')).toMatchObject({ headers: { location: '/en' } })
  })
  expect(reached.filter((line) => line.includes('/old?p=7'))).toHaveLength(2)
})
