import { beforeAll, describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { resolveUrl } from './resolve.ts'
import type { View } from './target.ts'

const talks = '/en/world/2025-05-16/talks'
const chinese = '/zh-Hans/world/2025-05-16/%E6%B5%B7%E5%B3%A1%E4%BC%9A%E8%B0%88'
const arabic = '/ar/world/2025-05-16/%D9%85%D8%AD%D8%A7%D8%AF%D8%AB%D8%A7%D8%AA'

const receipt = 'k7qx-29fm-4tnd-8wze-0hpr'

let view: View

beforeAll(() => {
  const newsroom = testNewsroom({
    'articles/2025/05/16/talks.en.md': storyText({ topics: '[rising-seas, café]' }),
    'articles/2025/05/16/海峡会谈.zh-Hans.md': storyText({ topics: '[海平面]' }),
    'articles/2025/05/16/محادثات.ar.md': storyText(),
    'articles/2025/05/17/draft.en.md': storyText({ status: 'draft' }),
    'articles/2025/05/17/withdrawn.en.md': storyText({ status: 'withdrawn' }),
    'articles/2025/05/17/expired.en.md': storyText({ expires: '2025-05-18T00:00:00Z' }),
    'articles/2025/05/19/expiring.en.md': storyText({ expires: '2025-05-20T18:00:00Z' }),
    'articles/2025/05/30/embargoed.en.md': storyText({ date: '2025-05-30T12:00:00Z', topics: '[secret]' }),
    'pages/about.en.md': '---\ntitle: About\n---\nText.\n',
  })
  newsroom.sync()
  expect(newsroom.problems()).toEqual([])
  const isReceipt = (text: string) => text === receipt
  view = { db: newsroom.db, newsroom: newsroom.newsroom(), now: testNow, isReceipt }
})

describe('resolveUrl', () => {
  it.each(['/', '', '//'])('recognises %j as the front of the site', (path) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'root' })
  })

  it.each([
    '/en',
    '/zh-Hans',
    '/en/world',
    '/ar/sport',
    talks,
    chinese,
    arabic,
    '/en/topics/rising-seas',
    '/en/topics/caf%C3%A9',
    '/zh-Hans/topics/%E6%B5%B7%E5%B9%B3%E9%9D%A2',
    '/en/authors/ada',
    '/ar/authors/ada',
    '/en/archive',
    '/zh-Hans/archive',
    '/en/archive/2025',
    '/en/archive/2025/05',
    '/en/archive/2025/05/16',
    '/en/about',
    '/en/cookies',
    `/en/cookies/${receipt}`,
    `/zh-Hans/cookies/${receipt}`,
  ])('knows a canonical URL: %s', (path) => {
    expect(resolveUrl(view, path)).toMatchObject({ kind: 'page' })
  })

  it.each([
    ['another section', '/en/sport/2025-05-16/talks', talks],
    ['a section there is not', '/en/nowhere/2025-05-16/talks', talks],
    ['upper case in the language', '/ZH-hans', '/zh-Hans'],
    ['upper case in the section', '/en/World', '/en/world'],
    ['upper case in the slug', '/en/world/2025-05-16/TALKS', talks],
    ['upper case in a topic', '/en/Topics/Rising-Seas', '/en/topics/rising-seas'],
    ['upper case beyond ASCII', '/en/topics/CAF%C3%89', '/en/topics/caf%C3%A9'],
    ['upper case in an author', '/en/AUTHORS/Ada', '/en/authors/ada'],
    ['upper case in the archive', '/en/Archive/2025', '/en/archive/2025'],
    ['upper case in a page', '/EN/About', '/en/about'],
    ['upper case in a receipt', `/ar/cookies/${receipt.toUpperCase()}`, `/ar/cookies/${receipt}`],
    ['a receipt as it is read out', '/en/cookies/K7QX 29FM 4TND 8WZE OHPR', `/en/cookies/${receipt}`],
    ['a receipt without dashes, encoded', '/en/Cookies/k7qx29fm4tnd8wze%30hpr/', `/en/cookies/${receipt}`],
    ['a slash at the end', `${talks}/`, talks],
    ['a slash at the end of a front page', '/en/', '/en'],
    ['doubled slashes', '//en//world///2025-05-16//talks//', talks],
    ['letters not encoded', '/zh-Hans/world/2025-05-16/海峡会谈', chinese],
    ['Arabic not encoded', '/ar/world/2025-05-16/محادثات', arabic],
    ['hexadecimal in lower case', chinese.toLowerCase().replace('zh-hans', 'zh-Hans'), chinese],
    ['letters encoded without need', '/%65n/w%6Frld/2025%2D05%2D16/t%61lks', talks],
    ['decomposed letters', '/en/topics/cafe%CC%81', '/en/topics/caf%C3%A9'],
    ['all of it', '//ZH-HANS/Sport//2025-05-16/%e6%b5%b7峡%E4%BC%9A谈/', chinese],
  ])('leads to the one canonical URL: %s', (_, path, to) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'moved', to })
    expect(resolveUrl(view, to)).toMatchObject({ kind: 'page' })
  })

  it.each([
    '/en/world/2025-05-17/withdrawn',
    '/EN/Sport/2025-05-17/Withdrawn/',
    '/en/world/2025-05-17/expired',
  ])('answers gone for what was withdrawn or has expired: %s', (path) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'gone', lang: 'en' })
  })

  it('treats a story as expired before the index does', () => {
    const path = '/en/world/2025-05-19/expiring'
    const at = (time: string) => resolveUrl({ ...view, now: Date.parse(time) }, path)
    expect(at('2025-05-20T17:59:59Z')).toMatchObject({ kind: 'page' })
    expect(at('2025-05-20T18:00:00Z')).toEqual({ kind: 'gone', lang: 'en' })
  })

  it.each([
    ['a draft', '/en/world/2025-05-17/draft'],
    ['an embargoed story', '/en/world/2025-05-30/embargoed'],
    ['the topic of an embargoed story alone', '/en/topics/secret'],
    ['the day of an embargoed story alone', '/en/archive/2025/05/30'],
    ['the day of gone and held stories alone', '/en/archive/2025/05/17'],
    ['a story of another language', '/ar/world/2025-05-16/talks'],
    ['a story of another day', '/en/world/2025-05-15/talks'],
    ['a day there is not', '/en/world/2025-02-30/talks'],
    ['a day written otherwise', '/en/world/2025-5-16/talks'],
    ['more than a story', `${talks}/more`],
    ['a story and its language', `${talks}.en`],
    ['a day of a section', '/en/world/2025-05-16'],
    ['topics alone', '/en/topics'],
    ['authors alone', '/en/authors'],
    ['a topic of another language', '/ar/topics/rising-seas'],
    ['more than a topic', '/en/topics/rising-seas/more'],
    ['a month there is not', '/en/archive/2025/13'],
    ['a short year', '/en/archive/25'],
    ['a year without stories', '/en/archive/2024'],
    ['a wild card', '/en/archive/2025/%25'],
    ['more than a day', '/en/archive/2025/05/16/1'],
    ['half a month', '/en/archive/2025/5'],
    ['a page of another language', '/ar/about'],
    ['a page there is not', '/en/abouts'],
    ['a receipt that was made up', '/en/cookies/0000-0000-0000-0000-0000'],
    ['a receipt that was made up, in upper case', '/en/cookies/K7QX-29FM-4TND-8WZE-0HPS'],
    ['a receipt of the old kind', '/en/cookies/k7qx-29fm-4tnd-8wze'],
    ['more than a receipt', `/en/cookies/${receipt}/more`],
    ['where errors are rendered', '/en/errors/404'],
    ['__proto__', '/en/__proto__'],
    ['constructor', '/en/constructor'],
    ['toString', '/en/toString'],
    ['__proto__ as a topic', '/en/topics/__proto__'],
    ['constructor as a topic', '/en/topics/constructor'],
    ['__proto__ as an author', '/en/authors/__proto__'],
    ['constructor as an author', '/en/authors/constructor'],
    ['toString as an author', '/en/authors/toString'],
    ['__proto__ as a slug', '/en/__proto__/2025-05-16/__proto__'],
    ['a path of 10,000 characters', `/en/${'a'.repeat(10_000)}`],
    ['a path of 10,000 parts', `/en${'/a'.repeat(10_000)}`],
    ['SQL', "/en/world/2025-05-16/talks'--"],
  ])('knows nothing of %s', (_, path) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'unknown', lang: path.slice(1, 3) })
  })

  it.each([
    ['a language there is not', '/fr'],
    ['a page of a language there is not', '/fr/world'],
    ['half a language', '/zh'],
    ['__proto__', '/__proto__'],
    ['constructor', '/constructor/prototype'],
    ['toString', '/toString'],
    ['another host', '//evil.example'],
    ['a file of other sites', '/wp-login.php'],
    ['a NUL', '/en/%00'],
    ['a line break', '/en/world%0d%0aSet-Cookie:x'],
    ['the folder above', '/en/..%2f..%2fsite.yaml'],
    ['the folder above, encoded', '/en/%2e%2e/site.yaml'],
    ['the folder itself', '/en/./world'],
    ['an encoded slash', '/en%2Fworld'],
    ['a backslash', '/en\\world'],
    ['an encoded backslash', '/en/..%5Csite.yaml'],
    ['what is not UTF-8', '/en/%ff'],
    ['a percent sign', '/en/50%'],
    ['a lone surrogate', '/en/%ED%A0%80'],
  ])('knows nothing, not even the language, of %s', (_, path) => {
    expect(resolveUrl(view, path)).toEqual({ kind: 'unknown' })
  })

  it('knows no receipt when nothing can tell which exist', () => {
    const { db, newsroom, now } = view
    expect(resolveUrl({ db, newsroom, now }, `/en/cookies/${receipt}`)).toEqual({
      kind: 'unknown',
      lang: 'en',
    })
  })

  it('knows drafts and embargoed stories in a preview', () => {
    const preview = testNewsroom({ 'articles/2025/05/17/draft.en.md': storyText({ status: 'draft' }) })
    preview.sync({ preview: true })
    expect(
      resolveUrl(
        { db: preview.db, newsroom: preview.newsroom(), now: testNow },
        '/en/world/2025-05-17/draft',
      ),
    ).toMatchObject({ kind: 'page' })
  })
})
