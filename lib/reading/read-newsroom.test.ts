import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { problemLines } from '../testing/reading.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { readNewsroom } from './read-newsroom.ts'

type Made = ReturnType<typeof testNewsroom>

function read({ folder }: Made, previous?: Newsroom) {
  const { newsroom, problems } = readNewsroom(folder, previous)
  return { newsroom, problems: problemLines({ ok: false, problems }) }
}

/** The settings of a newsroom without problems. */
function good(made: Made): Newsroom {
  const { newsroom, problems } = read(made)
  expect(problems).toEqual([])
  if (!newsroom) throw new Error('There is no newsroom.')
  return newsroom
}

const redirectPath = 'is not a path. Begin it with / and leave out the host and what follows #.'
const redirectTarget =
  'leads nowhere. Write a path, a full address, a file of the content folder (articles/…) or the word gone.'

describe('site.yaml', () => {
  it('gives the ids that stories may refer to', () => {
    expect(good(testNewsroom({ 'authors/林海.yaml': 'name: Lin Hai\n' }))).toMatchObject({
      site: { languages: ['en', 'ar', 'zh-Hans'], timeZone: 'Europe/Athens' },
      sectionIds: ['world', 'sport'],
      authorIds: ['ada', '林海'],
      authors: { ada: { name: 'Ada Writer', links: [] } },
      redirects: {},
    })
  })

  it('is required at first', () => {
    const made = testNewsroom()
    made.remove('site.yaml')
    expect(read(made)).toEqual({
      newsroom: undefined,
      problems: ['site.yaml:1:1: The file is not there. Create it.'],
    })
  })

  it('has to be good at first', () => {
    const made = testNewsroom({ 'site.yaml': 'name: "The Post' })
    expect(read(made)).toEqual({
      newsroom: undefined,
      problems: [
        'site.yaml:1:16: This is not valid YAML: a closing quote or bracket is missing. Close it on the same line.',
      ],
    })
  })

  it.each([
    ['broken', (made: Made) => made.write('site.yaml', 'name: [')],
    ['removed', (made: Made) => made.remove('site.yaml')],
  ])('that %s later leaves the last good one in force', (_, spoil) => {
    const made = testNewsroom()
    const before = good(made)
    spoil(made)
    const { newsroom, problems } = read(made, before)
    expect(newsroom).toEqual(before)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^site\.yaml:1:\d: /)
  })

  it('is not read from outside the content folder', () => {
    const made = testNewsroom()
    const outside = join(temporaryFolder(), 'site.yaml')
    writeFileSync(outside, siteYaml)
    made.remove('site.yaml')
    symlinkSync(outside, join(made.directory, 'site.yaml'))
    expect(read(made).newsroom).toBeUndefined()
  })

  it('may link to pages that exist, at least in the first language', () => {
    const made = testNewsroom({
      'site.yaml': `${siteYaml}footer: [about, privacy]\n`,
      'pages/about.en.md': '---\ntitle: About\n---\n',
      'pages/privacy.ar.md': '---\ntitle: Privacy\n---\n',
    })
    expect(read(made).problems).toEqual([
      'site.yaml:10:17: There is no pages/privacy.en.md. Write it, or take privacy out of footer.',
    ])
    made.write('pages/privacy.en.md', '---\ntitle: Privacy\n---\n')
    expect(good(made).site.footer).toEqual(['about', 'privacy'])
  })

  it('names pages and a logo of the organisation that exist', () => {
    const made = testNewsroom({
      'site.yaml': siteYaml.replace(
        '{ name: The Test Post }',
        '{ name: A, ethics: ethics, feedback: about, logo: logo.svg }',
      ),
      'pages/about.en.md': '---\ntitle: About\n---\n',
    })
    expect(read(made).problems).toEqual([
      'site.yaml:9:34: There is no pages/ethics.en.md. Write it, or take ethics out of organisation.',
      'site.yaml:9:65: logo.svg is not a picture the site shows. Use .avif, .gif, .jpeg, .jpg, .png, .webp.',
    ])
    made.write('site.yaml', siteYaml.replace('{ name: The Test Post }', '{ name: A, logo: logo.png }'))
    expect(read(made).problems).toEqual([
      'site.yaml:9:32: The picture logo.png is not there. Put the file beside site.yaml, or correct its name.',
    ])
    made.write('logo.png', testPng(112, 112))
    expect(good(made).site.organisation.logo).toBe('logo.png')
  })
})

describe('an author', () => {
  it.each([
    [
      'no name',
      'role: Reporter\n',
      '1:1: `name` is missing. Add the author’s name. Or give one per language: {en: …, ar: …}.',
    ],
    ['a misspelt field', 'name: Ada\nroll: Reporter\n', '2:1: Unknown field `roll`. Did you mean "role"?'],
    [
      'a link that is none',
      'name: Ada\nlinks: [{ label: Home, url: example.org }]\n',
      '2:29: `links[1].url` is not an address readers can follow. Begin it with https:// or mailto:.',
    ],
    [
      'a number for a text in one language',
      'name: Ada\nbio: { en: 5 }\n',
      '2:12: `bio.en` is not text. Write one or two sentences. Put a number or date in "quotes" to make it text.',
    ],
    ['nothing', '', '1:1: The file holds no fields. Write one field: value a line.'],
  ])('with %s is still an author, by the last good file or by id', (_, yaml, problem) => {
    const made = testNewsroom()
    const before = good(made)
    made.write('authors/ada.yaml', yaml)
    const first = read(made)
    expect(first.problems).toEqual([`authors/ada.yaml:${problem}`])
    expect(first.newsroom?.authors).toEqual({ ada: { name: 'ada', links: [] } })
    const later = read(made, before)
    expect(later.newsroom).toEqual(before)
    expect(later.problems).toEqual(first.problems)
  })

  it('whose file is removed no longer exists', () => {
    const made = testNewsroom()
    const before = good(made)
    made.remove('authors/ada.yaml')
    expect(read(made, before)).toMatchObject({ newsroom: { authors: {}, authorIds: [] }, problems: [] })
  })

  it.each(['Ada Writer', 'ADA', 'a_b', '__proto__'])('called %s cannot be in a URL', (id) => {
    const { newsroom, problems } = read(testNewsroom({ [`authors/${id}.yaml`]: 'name: Ada\n' }))
    expect(newsroom?.authorIds).toEqual(['ada'])
    expect(problems).toEqual([
      `authors/${id}.yaml:1:1: "${id}" cannot stand in a URL. Rename the file in lower case with hyphens.`,
    ])
  })

  it('may have the name of a property that every object has', () => {
    const made = testNewsroom({ 'authors/constructor.yaml': 'name: [' })
    const { newsroom } = read(made, good(testNewsroom()))
    expect(newsroom?.authors.constructor).toEqual({ name: 'constructor', links: [] })
  })

  it('may have a text per language, and links', () => {
    const yaml =
      'name: { en: Ada, ar: آدا }\nrole: Reporter\nlinks:\n  - { label: Mail, url: "mailto:ada@example.org" }\n'
    expect(good(testNewsroom({ 'authors/ada.yaml': yaml })).authors.ada).toEqual({
      name: { en: 'Ada', ar: 'آدا' },
      role: 'Reporter',
      links: [{ label: 'Mail', url: 'mailto:ada@example.org' }],
    })
  })
})

describe('redirects.yaml', () => {
  const yaml = `/old: /en/world
/caf%C3%A9/: https://example.org/coffee
/dead: gone
`

  it('maps old paths, as URLs are compared, to new ones', () => {
    expect(good(testNewsroom({ 'redirects.yaml': yaml })).redirects).toEqual({
      '/old': '/en/world',
      '/caf\u00e9': 'https://example.org/coffee',
      '/dead': 'gone',
    })
  })

  it.each([
    ['an old path without a slash', 'old: /new', `1:1: \`old\` ${redirectPath}`],
    ['an old path with a fragment', '/a: /b\n/old#id: /new', `2:1: \`/old#id\` ${redirectPath}`],
    [
      'a full address as old path',
      '"https://example.org/old": /new',
      `1:1: \`https://example.org/old\` ${redirectPath}`,
    ],
    ['a new path without a slash', '/old: new', `1:7: \`/old\` ${redirectTarget}`],
    ['another word than gone', '/old: Gone', `1:7: \`/old\` ${redirectTarget}`],
    ['a new path that is a host', '/old: //example.org', `1:7: \`/old\` ${redirectTarget}`],
    ['a script', '/old: "javascript:alert(1)"', `1:7: \`/old\` ${redirectTarget}`],
    ['a header in a new path', '/old: "/new\\r\\nSet-Cookie: a=b"', `1:7: \`/old\` ${redirectTarget}`],
    ['a number', '/old: 5', `1:7: \`/old\` ${redirectTarget}`],
    ['nothing to lead to', '/old:', `1:6: \`/old\` ${redirectTarget}`],
    [
      'an old path twice',
      '/old: /a\n/old: /b',
      '2:1: This is not valid YAML: the field stands there twice. Keep one of them.',
    ],
    [
      'a list',
      '- /old: /new',
      '1:1: The file is not a list of redirects. Write one /old/path: /new/path a line.',
    ],
  ])('with %s keeps the last good ones', (_, broken, problem) => {
    const made = testNewsroom({ 'redirects.yaml': yaml })
    const before = good(made)
    made.write('redirects.yaml', broken)
    expect(read(made, before)).toEqual({ newsroom: before, problems: [`redirects.yaml:${problem}`] })
    expect(read(made).newsroom?.redirects).toEqual({})
  })

  it('may be removed', () => {
    const made = testNewsroom({ 'redirects.yaml': yaml })
    const before = good(made)
    made.remove('redirects.yaml')
    expect(read(made, before)).toMatchObject({ newsroom: { redirects: {} }, problems: [] })
  })
})
