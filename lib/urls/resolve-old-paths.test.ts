import { beforeAll, describe, expect, it } from 'vitest'
import { pictureHash } from '../assets/pictures/hash.ts'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { resolveUrl } from './resolve.ts'
import type { View } from './target.ts'

const talks = '/en/world/2025-05-16/talks'
const chinese = '/zh-Hans/world/2025-05-16/%E4%BC%9A%E8%B0%88'

const redirects = `
/plain: ${talks}
/section/: /en/world
/external: https://a.example/x?y=1#z
/chain: /chain2
/chain2: /chain3/
/chain3: /%63hain4
/chain4: ${talks}
/chain-out: /external
/chain-gone: /chain-gone2
/chain-gone2: gone
/loop: /loop2
/loop2: /loop
/self: /self
/variant: /EN/Sport/2025-05-16/Talks/
/letters: /zh-Hans/world/2025-05-16/会谈
/to-alias: /old/talks
/query: /en/world?from=old
/fragment: /en/World#latest
/front: /
/nowhere: /en/no-such-page
/to-withdrawn: /en/world/2025-05-17/withdrawn
/to-draft: /en/world/2025-05-17/draft
/gone: gone
/%E6%97%A7: /en/sport
/en/old-page: /en/world
/en/sport: /en/world
/to-sport: /en/sport
/__proto__: /en
/constructor: /en/world
/?p=123: /en/world
/?p=123&lang=ar: /ar/world
/en?p=7: /en/sport
/index.php?id=7&x=1: ${talks}
/index.php: /en
/search?q=%E4%BC%9A: ${chinese}
/by-query: /index.php?x=1&id=7
/query-loop?a=1: /query-loop?a=1
/query-gone?a=1: gone
/my old page: /en/world
//double//slash: /en/world
/a%2Fb: /en/sport
/what?: /en/world
/wiki/Foo_(bar): /en/world
/map.jpg: articles/2025/05/16/quay.png
/draft.jpg: articles/2025/05/16/secret.png
`

let view: View

beforeAll(() => {
  const newsroom = testNewsroom({
    'articles/2025/05/16/talks.en.md': storyText({
      aliases: '[/old/talks, /Old/Talks.html, "/%E6%97%A7/%E4%BC%9A", /café, /toString, /en/world]',
    }),
    'articles/2025/05/16/会谈.zh-Hans.md': storyText({ aliases: '[/旧]' }),
    'articles/2025/05/17/withdrawn.en.md': storyText({ status: 'withdrawn', aliases: '[/old/withdrawn]' }),
    'articles/2025/05/17/draft.en.md': storyText({ status: 'draft', aliases: '[/old/draft]' }),
    'articles/2025/05/17/expiring.en.md': storyText({
      expires: '2025-05-20T18:00:00Z',
      aliases: '[/old/expiring]',
    }),
    'articles/2025/05/16/quay.png': testPng(1200, 800),
    'articles/2025/05/16/shows.en.md': storyText({
      image: '{ src: quay.png, alt: A quay }',
      aliases: '["/?page_id=9", "/old.php?story=1&part=2", /with space]',
    }),
    'articles/2025/05/16/secret.png': testPng(1200, 801),
    'articles/2025/05/16/draws.en.md': storyText({
      image: '{ src: secret.png, alt: A quay }',
      status: 'draft',
      aliases: '["/?page_id=10"]',
    }),
    'redirects.yaml': redirects,
  })
  newsroom.sync()
  expect(newsroom.problems()).toEqual([])
  view = { db: newsroom.db, newsroom: newsroom.newsroom(), now: testNow }
})

describe('aliases', () => {
  it.each([
    ['as written', '/old/talks', talks],
    ['with case and a dot', '/Old/Talks.html', talks],
    ['with slashes too many', '//old//talks/', talks],
    ['encoded in the file, not in the URL', '/旧/会', talks],
    ['encoded in both, otherwise', '/%e6%97%a7/%E4%BC%9A', talks],
    ['encoded in the URL alone', '/caf%C3%A9', talks],
    ['decomposed in the URL', '/cafe%CC%81', talks],
    ['a name objects have', '/toString', talks],
    ['before a redirect of the same path', '/%E6%97%A7', chinese],
  ])('lead to the story in one hop: %s', (_, path, to) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'moved', to })
  })

  it('never override a page', () => {
    expect(resolveUrl(view, '/en/world')).toMatchObject({ kind: 'page' })
  })

  it('are exact', () => {
    expect(resolveUrl(view, '/OLD/talks')).toEqual({ kind: 'unknown' })
    expect(resolveUrl(view, '/old')).toEqual({ kind: 'unknown' })
  })

  it('end with their story', () => {
    expect(resolveUrl(view, '/old/withdrawn')).toEqual({ kind: 'gone' })
    expect(resolveUrl(view, '/old/draft')).toEqual({ kind: 'unknown' })
    expect(resolveUrl(view, '/old/expiring')).toEqual({
      kind: 'moved',
      to: '/en/world/2025-05-17/expiring',
    })
    const later = { ...view, now: Date.parse('2025-05-20T18:00:00Z') }
    expect(resolveUrl(later, '/old/expiring')).toEqual({ kind: 'gone' })
  })
})

describe('redirects.yaml', () => {
  it.each([
    ['plain', '/plain', talks],
    ['a slash at the end of either', '/section', '/en/world'],
    ['slashes too many', '//section//', '/en/world'],
    ['to another site', '/external', 'https://a.example/x?y=1#z'],
    ['a chain, at whose end it leads', '/chain', talks],
    ['a chain out of the site', '/chain-out', 'https://a.example/x?y=1#z'],
    ['to a variant of a URL', '/variant', talks],
    ['to letters not encoded', '/letters', chinese],
    ['to an alias', '/to-alias', talks],
    ['to a URL with a query', '/query', '/en/world?from=old'],
    ['to a variant with a fragment', '/fragment', '/en/world#latest'],
    ['to the front of the site', '/front', '/'],
    ['of a path within a language', '/en/old-page', '/en/world'],
    ['to a page that is there, whatever it redirects to itself', '/to-sport', '/en/sport'],
    ['of __proto__', '/__proto__', '/en'],
    ['of constructor', '/constructor', '/en/world'],
  ])('leads on in one hop: %s', (_, path, to) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'moved', to })
  })

  it.each(['/gone', '/gone/', '/chain-gone'])(
    'answers gone for what redirects.yaml says is gone: %s',
    (path) => {
      expect(resolveUrl(view, path)).toEqual({ kind: 'gone' })
    },
  )

  it('answers gone when the story it leads to is gone', () => {
    expect(resolveUrl(view, '/to-withdrawn')).toEqual({ kind: 'gone', lang: 'en' })
  })

  it.each([
    ['a loop', '/loop'],
    ['itself', '/self'],
    ['a page there is not', '/nowhere'],
    ['a draft', '/to-draft'],
    ['an upper-case variant of an old path', '/Plain'],
  ])('leads nowhere: %s', (_, path) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'unknown' })
  })

  it('never overrides a page', () => {
    expect(resolveUrl(view, '/en/sport')).toMatchObject({ kind: 'page' })
  })
})

describe('old addresses by their query', () => {
  const shows = '/en/world/2025-05-16/shows'
  it.each([
    ['of the front page', '/', '?p=123', '/en/world', ['p']],
    ['with parameters of others', '/', '?utm_source=x&p=123&fbclid=y', '/en/world', ['p']],
    ['that says most', '/', '?lang=ar&p=123', '/ar/world', ['lang', 'p']],
    ['of a page', '/en', '?p=7', '/en/sport', ['p']],
    ['in another order', '/index.php', '?x=1&id=7', talks, ['id', 'x']],
    ['with slashes too many', '//index.php/', '?id=7&x=1', talks, ['id', 'x']],
    ['in other letters', '/search', '?q=%e4%bc%9a', chinese, ['q']],
    ['of a story', '/', '?page_id=9', shows, ['page_id']],
    ['of a story, with others', '/old.php', '?part=2&a=b&story=1', shows, ['part', 'story']],
  ])('lead on: %s', (_, path, search, to, spent) => {
    expect(resolveUrl(view, path, search)).toEqual({ kind: 'moved', to, spent })
  })

  it('mean nothing without it, or with another', () => {
    expect(resolveUrl(view, '/')).toEqual({ kind: 'root' })
    expect(resolveUrl(view, '/', '?p=1234')).toEqual({ kind: 'root' })
    expect(resolveUrl(view, '/', '?page_id=10')).toEqual({ kind: 'root' })
    expect(resolveUrl(view, '/en', '?p=8')).toMatchObject({ kind: 'page' })
    expect(resolveUrl(view, '/index.php', '?id=7')).toEqual({ kind: 'moved', to: '/en' })
    expect(resolveUrl(view, '/old.php', '?story=1')).toEqual({ kind: 'unknown' })
  })

  it('can be a redirect’s target, gone, or part of a loop', () => {
    expect(resolveUrl(view, '/by-query')).toEqual({ kind: 'moved', to: talks })
    expect(resolveUrl(view, '/query-gone', '?a=1')).toEqual({ kind: 'gone' })
    expect(resolveUrl(view, '/query-loop', '?a=1')).toEqual({ kind: 'unknown' })
  })
})

it.each([
  ['with spaces', '/my%20old%20page', '/en/world'],
  ['with slashes too many where it is written', '/double/slash', '/en/world'],
  ['with slashes too many in both', '//double//slash', '/en/world'],
  ['with an encoded slash', '/a%2Fb', '/en/sport'],
  ['with an empty query', '/what', '/en/world'],
  ['of a story, with a space', '/with%20space', '/en/world/2025-05-16/shows'],
  ['of a picture', '/map.jpg', `/media/${pictureHash(testPng(1200, 800))}/1200.jpg`],
])('an old address leads on: %s', (_, path, to) => {
  expect(resolveUrl(view, path)).toEqual({ kind: 'moved', to })
})

it('does not lead to a picture that nothing public shows', () => {
  expect(resolveUrl(view, '/draft.jpg')).toEqual({ kind: 'unknown' })
})

describe('characters that were taken for part of an address', () => {
  const signs = [
    ...'。，）).,;:!\'"»”’،؟؛।…」』】》〉>*_`｡、．',
    '%3F',
    '%E3%80%82',
    '%22',
    '%20',
    '%E2%80%8B',
    ').',
    '."»)',
    '。/',
  ]
  it.each(signs)('lead to the story, to what has moved, and to files: %s', (sign) => {
    const glued = (path: string) => resolveUrl(view, path + sign)
    expect(glued(talks)).toEqual({ kind: 'moved', to: talks })
    expect(glued('/zh-Hans/world/2025-05-16/会谈')).toEqual({ kind: 'moved', to: chinese })
    expect(glued('/en/sport/2025-05-16/talks')).toEqual({ kind: 'moved', to: talks })
    expect(glued('/old/talks')).toEqual({ kind: 'moved', to: talks })
    expect(glued(`${talks}.md`)).toEqual({ kind: 'moved', to: `${talks}.md` })
    expect(glued('/en/world')).toEqual({ kind: 'moved', to: '/en/world' })
    expect(glued('/external')).toEqual({ kind: 'moved', to: 'https://a.example/x?y=1#z' })
    expect(glued('/en/world/2025-05-17/withdrawn')).toEqual({ kind: 'gone', lang: 'en' })
    expect(glued('/en/world/2025-05-17/draft')).toMatchObject({ kind: 'unknown' })
    expect(glued('/en/nothing')).toMatchObject({ kind: 'unknown' })
  })

  it('stay if they belong to an old address', () => {
    for (const path of ['/wiki/Foo_(bar)', '/wiki/Foo_(bar)).'])
      expect(resolveUrl(view, path)).toEqual({ kind: 'moved', to: '/en/world' })
  })

  it('are few: nobody ends a sentence in a hundred of them', () => {
    expect(resolveUrl(view, `${talks}${'!'.repeat(100)}`)).toEqual({ kind: 'unknown', lang: 'en' })
  })
})
