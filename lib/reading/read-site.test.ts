import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { problemLines } from '../testing/reading.ts'
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

describe('languages the interface has no words in', () => {
  const wanted = (...languages: string[]) =>
    siteYaml.replace(/languages: \[.*\]/, `languages: [${languages.join(', ')}]`)
  const missing = (tag: string) =>
    `There is no messages/${tag}.json. Copy messages/en.json and translate it, or take ${tag} out of the languages in site.yaml.`

  it.each([
    ['last', ['en', 'tlh'], ['en']],
    ['first', ['tlh', 'ar'], ['ar']],
  ])('are left out, also when named %s, and told', (_, named, left) => {
    const made = testNewsroom({ 'site.yaml': wanted(...named) })
    const { newsroom, problems } = read(made)
    expect(newsroom?.site.languages).toEqual(left)
    expect(problems).toEqual([
      expect.stringMatching(/^site\.yaml:\d+:\d+: There is no messages\/tlh\.json\. /),
    ])
    expect(problems[0]).toContain(missing('tlh'))
  })

  it('leave the last good settings in force when there is no other', () => {
    const made = testNewsroom({ 'site.yaml': wanted('tlh') })
    expect(read(made).newsroom).toBeUndefined()
    const before = good(testNewsroom())
    expect(read(made, before).newsroom?.site).toEqual(before.site)
  })
})

it('a logo under the same name is another logo', () => {
  const made = testNewsroom({
    'site.yaml': siteYaml.replace('{ name: The Test Post }', '{ name: A, logo: logo.png }'),
    'logo.png': testPng(112, 112),
  })
  const before = good(made)
  expect(good(made)).toEqual(before)
  made.write('logo.png', testPng(200, 200))
  expect(good(made)).not.toEqual(before)
  expect(good(made).site).toEqual(before.site)
})

describe('a site.yaml that is wrong in what a site can be without', () => {
  const about = { 'pages/about.en.md': '---\ntitle: About\n---\n' }

  it.each([
    ['a logo', '{ name: The Test Post, logo: logo.png }', 'The picture logo.png is not there.'],
    ['a page of rules', '{ name: The Test Post, ethics: ethics }', 'There is no pages/ethics.en.md.'],
  ])('does without a missing %s, at first and later', (_, organisation, problem) => {
    const made = testNewsroom({
      ...about,
      'site.yaml': `${siteYaml.replace('{ name: The Test Post }', organisation)}footer: [about, privacy]\n`,
    })
    const previous = good(testNewsroom({ 'site.yaml': siteYaml.replace('The Test Post', 'An older name') }))
    for (const { newsroom, problems } of [read(made), read(made, previous)]) {
      expect(newsroom?.site).toMatchObject({ name: { en: 'The Test Post' }, footer: ['about'] })
      expect(newsroom?.site.organisation).not.toHaveProperty('logo')
      expect(newsroom?.site.organisation).not.toHaveProperty('ethics')
      expect(problems).toEqual([
        expect.stringContaining('There is no pages/privacy.en.md'),
        expect.stringContaining(problem),
      ])
    }
  })

  it.each([
    ['hotline: 5\n', 'hotline'],
    ['tagline: { eng: News }\n', 'tagline'],
    ['feedStories: many\nembeds: youtube\n', 'feedStories'],
    ['statistics: { script: nowhere }\n', 'statistics'],
    ['colour: blue\n', 'colour'],
    ['announce: { hub: ftp://hub }\n', 'announce'],
  ])('starts without %s', (lines, field) => {
    const { newsroom, problems } = read(testNewsroom({ 'site.yaml': siteYaml + lines }))
    expect(newsroom?.site).toEqual(good(testNewsroom()).site)
    expect(problems[0]).toMatch(new RegExp(`^site\\.yaml:10:\\d+: .*\`${field}`))
  })

  it('keeps all of the last good one when there is one', () => {
    const previous = good(testNewsroom({ 'site.yaml': `${siteYaml}embeds: [video.example]\n` }))
    const { newsroom } = read(testNewsroom({ 'site.yaml': `${siteYaml}embeds: video\n` }), previous)
    expect(newsroom?.site).toEqual(previous.site)
  })

  it.each([
    'languages: [en, ar, zh-Hans]',
    'timeZone: Europe/Athens',
    'organisation: { name: The Test Post }',
  ])('does not start without %s', (line) => {
    expect(
      read(testNewsroom({ 'site.yaml': siteYaml.replace(line, 'colour: blue') })).newsroom,
    ).toBeUndefined()
  })
})

describe('a drawing in place of the name', () => {
  const drawn = (width: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 20"><path d="M0 0h9v9z"/></svg>`
  const site = (logo: string) => `${siteYaml}look: { logo: ${logo} }\n`
  const both = site('{ light: logo.svg, dark: night.svg, height: 30 }')

  it('is read, and read again when it changes', () => {
    const made = testNewsroom({ 'site.yaml': both, 'logo.svg': drawn(90), 'night.svg': drawn(80) })
    const { nameplate } = good(made)
    expect(nameplate?.light).toMatchObject({ width: 90, height: 20, svg: expect.stringContaining('<path') })
    expect(nameplate?.dark).toMatchObject({ width: 80 })
    made.write('logo.svg', drawn(70))
    expect(good(made).nameplate?.light).toMatchObject({ width: 70 })
  })

  it.each<[string, string | undefined, RegExp]>([
    [
      'a script',
      drawn(9).replace('<path', '<script>alert(1)</script><path'),
      /^The file logo\.svg holds a script\. /,
    ],
    [
      '5 MB',
      drawn(9).replace('<path', `<!--${'x'.repeat(5_000_000)}--><path`),
      /^The file logo\.svg has \d+ KB; 64 KB is the most/,
    ],
    ['another file', 'GIF89a', /^The file logo\.svg is not SVG\. /],
    ['no file', undefined, /^The file logo\.svg is not there\. Put it beside site\.yaml/],
  ])('that is %s leaves the last good one, or the name', (_, file, says) => {
    const made = testNewsroom({ 'site.yaml': site('{ light: logo.svg }'), ...(file && { 'logo.svg': file }) })
    const { newsroom, problems } = read(made)
    expect(problems.map((line) => line.replace(/^site\.yaml:\d+:\d+: /, ''))).toEqual([
      expect.stringMatching(says),
    ])
    expect(newsroom?.nameplate).toBeUndefined()
    expect(newsroom?.site.look.logo).toBeUndefined()

    const before = good(testNewsroom({ 'site.yaml': site('{ light: logo.svg }'), 'logo.svg': drawn(90) }))
    expect(read(made, before).newsroom?.nameplate).toEqual(before.nameplate)
  })

  it.each([
    ['{ light: ../logo.svg }', /is not there/],
    ['{ light: logo.png }', /`look\.logo\.light` is no SVG file/],
    ['{ dark: logo.svg }', /`look\.logo\.light` is missing/],
    [
      '{ light: logo.svg, height: 900 }',
      /`look\.logo\.height` is not a height\. Write whole pixels from 16 to 120/,
    ],
  ])('is not taken from %s', (logo, says) => {
    const made = testNewsroom({ 'site.yaml': site(logo), '../logo.svg': drawn(9), 'logo.svg': drawn(9) })
    expect(read(made).problems).toEqual([expect.stringMatching(says)])
    expect(read(made).newsroom?.nameplate).toBeUndefined()
  })
})

describe('a typeface of the newsroom’s own', () => {
  const serif = readFileSync(
    'node_modules/@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-latin-wght-normal.woff2',
  )
  const named = `${siteYaml}look: { headlines: own.woff2 }\n`

  it('is read, and another file under its name is another face', () => {
    const made = testNewsroom({ 'site.yaml': named, 'own.woff2': serif })
    expect(good(made).headlineFace).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      sizeAdjust: expect.any(Number),
    })
    expect(good(made).site.look.headlines).toBe('own.woff2')
  })

  it.each([
    ['no font', Buffer.from('<html>'), /The file own\.woff2 is no WOFF2 font\. Save it as WOFF2/],
    ['too large', Buffer.alloc(40_000), /The file own\.woff2 has 40 KB; 32 KB is the most/],
  ])('that is %s leaves the last good one, or the usual face', (_, file, says) => {
    const made = testNewsroom({ 'site.yaml': named, 'own.woff2': file })
    const { newsroom, problems } = read(made)
    expect(problems).toEqual([expect.stringMatching(says)])
    expect([newsroom?.headlineFace, newsroom?.site.look.headlines]).toEqual([undefined, 'serif'])
    const before = good(testNewsroom({ 'site.yaml': named, 'own.woff2': serif }))
    expect(read(made, before).newsroom?.headlineFace).toEqual(before.headlineFace)
  })

  it('is a file and nothing else', () => {
    for (const wrong of ['Comic Sans', 'serif;x', 'own.ttf']) {
      const made = testNewsroom({ 'site.yaml': `${siteYaml}look: { headlines: "${wrong}" }\n` })
      expect(read(made).problems).toEqual([expect.stringContaining('`look.headlines` is no typeface.')])
    }
  })
})
