import { beforeAll, describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
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

  it('never stand in the way of a page', () => {
    expect(resolveUrl(view, '/en/world')).toMatchObject({ kind: 'page' })
  })

  it('are exact', () => {
    expect(resolveUrl(view, '/OLD/talks')).toEqual({ kind: 'unknown' })
    expect(resolveUrl(view, '/old')).toEqual({ kind: 'unknown' })
  })

  it('go with their story', () => {
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

  it.each(['/gone', '/gone/', '/chain-gone'])('says what is gone: %s', (path) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'gone' })
  })

  it('says that a story it leads to is gone', () => {
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

  it('never stands in the way of a page', () => {
    expect(resolveUrl(view, '/en/sport')).toMatchObject({ kind: 'page' })
  })
})
