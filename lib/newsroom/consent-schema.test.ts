import { describe, expect, it } from 'vitest'
import { readNewsroom } from '../reading/read-newsroom.ts'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { problemLines } from '../testing/reading.ts'

/** The settings that a site.yaml with these lines added gives, or what is wrong with it: `column: message`. */
function read(yaml: string) {
  const { newsroom, problems } = readNewsroom(testNewsroom({ 'site.yaml': `${siteYaml}${yaml}\n` }).folder)
  const line = siteYaml.split('\n').length
  return {
    consent: newsroom?.site.consent,
    problems: problemLines({ ok: false, problems }).map((text) => text.replace(`site.yaml:${line}:`, '')),
  }
}

const ids = (yaml: string) => read(yaml).consent?.categories.map(({ id }) => id)
const adverts = '{ id: adverts, name: { en: Adverts, ar: إعلانات, zh-Hans: 广告 }, purpose: Pays. }'

describe('consent', () => {
  it('asks before statistics and embeds by default', () => {
    expect(read('').consent).toEqual({
      mode: 'opt-in',
      version: 1,
      categories: [
        { id: 'necessary', cookies: [] },
        { id: 'statistics', cookies: [] },
        { id: 'embeds', cookies: [] },
      ],
    })
  })

  it('always has the necessary category, first', () => {
    expect(ids(`consent: { categories: [${adverts}] }`)).toEqual(['necessary', 'adverts'])
    expect(ids('consent: { categories: [{ id: embeds }, { id: necessary }] }')).toEqual([
      'necessary',
      'embeds',
    ])
    expect(ids('consent: { mode: notice, categories: [] }')).toEqual(['necessary'])
  })

  it('accepts every setting there is', () => {
    const cookie = '{ name: "_ad_*", purpose: { en: Counts., ar: يعد. }, party: Adverts Ltd, lifetime: 1 年 }'
    const yaml = `consent: { mode: notice, version: 3, text: { en: Read this. }, categories: [{ id: embeds, cookies: [${cookie}] }] }`
    expect(read(yaml).problems).toEqual([])
    expect(read(yaml).consent?.categories[1]?.cookies[0]?.lifetime).toBe('1 年')
  })

  it.each([
    ['{ mode: optin }', '18: `consent.mode` is neither of the two. Write mode: opt-in, or mode: notice.'],
    [
      '{ version: "2" }',
      '21: `consent.version` is not a whole number. Write version: 1, and 2 when readers are to be asked again.',
    ],
    ['{ version: 0 }', '21: `consent.version` is too small. Begin with version: 1.'],
    ['{ version: 1000000 }', '21: `consent.version` is too large. Count on from 1.'],
    [
      '{ categories: [] }',
      '24: `consent.categories` leaves nothing to opt in to. Add a category besides necessary, or write mode: notice.',
    ],
    [
      '{ categories: [{ id: Statistics }] }',
      '31: `consent.categories[1].id` is not an id. Use lower-case letters a to z, such as statistics.',
    ],
    [
      '{ categories: [{ id: 统计 }] }',
      '31: `consent.categories[1].id` is not an id. Use lower-case letters a to z, such as statistics.',
    ],
    [
      '{ categories: [{ id: none }] }',
      '31: `consent.categories[1].id` is a name the site uses itself. Choose another.',
    ],
    [
      '{ categories: [{ id: embeds }, { id: embeds }] }',
      '41: `consent.categories[2]` stands there twice: "embeds". Keep one.',
    ],
    [
      '{ categories: [{ id: adverts, purpose: يدفع }] }',
      '25: `consent.categories[1].name` is missing. Add the category’s name.',
    ],
    [
      '{ categories: [{ id: adverts, name: 广告 }] }',
      '25: `consent.categories[1].purpose` is missing. Say what the category is for.',
    ],
    [
      '{ categories: [{ id: embeds, cookies: [{ name: a b, purpose: x, party: x, lifetime: x }] }] }',
      '57: `consent.categories[1].cookies[1].name` is not the name of a cookie. Write it as browsers show it.',
    ],
    [
      '{ categories: [{ id: embeds, cookies: [{ name: a, purpose: x, party: x }] }] }',
      '49: `consent.categories[1].cookies[1].lifetime` is missing. Say how long it is kept, such as 6 months. Or give one per language: {en: …, ar: …}.',
    ],
    ['5', '10: `consent` is not a set of fields. Write mode, version and categories.'],
  ])('says what is wrong with %s', (yaml, problem) => {
    expect(read(`consent: ${yaml}`).problems).toEqual([problem])
  })
})

describe('statistics', () => {
  it.each(['https://statistics.example/a.js', 'http://localhost:8080/a.js', 'https://统计.example/a.js'])(
    'may come from %s',
    (src) => {
      expect(read(`statistics: { src: "${src}" }`).problems).toEqual([])
    },
  )

  it.each([
    'http://statistics.example/a.js',
    '/a.js',
    'javascript:alert(1)',
    'https://a.example/;script-src',
    'https://user@a.example/',
    'https://',
  ])('may not come from %s', (src) => {
    expect(read(`statistics: { src: "${src}" }`).problems).toEqual([
      '20: `statistics.src` is not the address of a script. Write a full one that begins with https://.',
    ])
  })

  it('need a category to ask for', () => {
    const yaml = 'consent: { categories: [{ id: embeds }] }\nstatistics: { src: "https://a.example/a.js" }'
    expect(read(yaml).problems).toEqual([
      expect.stringMatching(
        /`statistics` has no category to be asked for\. Add statistics to the categories of consent\.$/,
      ),
    ])
  })
})

it('a section cannot take the address of the page about cookies', () => {
  const folder = testNewsroom({ 'site.yaml': siteYaml.replace('id: sport', 'id: cookies') }).folder
  expect(problemLines({ ok: false, problems: readNewsroom(folder).problems })).toEqual([
    'site.yaml:6:11: `sections[2].id` is a name the site uses itself. Choose another.',
  ])
})
