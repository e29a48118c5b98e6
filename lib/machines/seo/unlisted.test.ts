import { beforeAll, describe, expect, it } from 'vitest'
import { machineFile } from '../../testing/machine.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../../testing/newsroom.ts'
import { testOrigin, testPageContext } from '../../testing/page-context.ts'
import { fieldProblems } from '../../testing/reading.ts'
import { headOf } from './head.ts'
import { versionsOf } from './hreflang.ts'

const partner = 'https://partner.example/2025/talks'
const date = '2025-05-20T10:00:00Z'
const day = 'articles/2025/05/20'
let made: TestNewsroom

beforeAll(() => {
  made = testNewsroom({
    [`${day}/plain.en.md`]: storyText({ date, title: 'Plain' }),
    [`${day}/hidden.en.md`]: storyText({ date, title: 'Hidden', noindex: 'true' }),
    [`${day}/hidden.ar.md`]: storyText({ date, title: 'مخفي' }),
    [`${day}/theirs.en.md`]: storyText({ date, title: 'Theirs', canonical: partner }),
    [`${day}/theirs.zh-Hans.md`]: storyText({ date, title: '会谈' }),
  })
  made.sync()
  expect(made.problems()).toEqual([])
})

const head = (slug: string, lang = 'en') =>
  headOf(testPageContext(made, lang), { kind: 'story', day: '2025-05-20', slug })

describe('a story that search engines are to leave out', () => {
  it('says so in its head, and is shown to people all the same', () => {
    expect(head('hidden')).toMatchObject({ robots: { index: false }, openGraph: { title: 'Hidden' } })
    expect(head('hidden').alternates?.languages).toEqual({})
    expect(head('plain').robots).toEqual({ 'max-image-preview': 'large' })
  })

  it('is not a translation of the others', () => {
    const target = { kind: 'story', day: '2025-05-20', slug: 'hidden' } as const
    expect(versionsOf(testPageContext(made, 'ar'), target).map(({ lang }) => lang)).toEqual(['ar'])
    expect(head('hidden', 'ar').alternates?.languages).not.toHaveProperty('en')
  })
})

describe('a text that a partner published first', () => {
  it('sends search engines there, and shows its own address to people', () => {
    const { alternates, robots, openGraph } = head('theirs')
    expect(alternates?.canonical).toBe(partner)
    expect(alternates?.languages).toEqual({})
    expect(robots).toEqual({ 'max-image-preview': 'large' })
    expect(openGraph).toMatchObject({ url: `${testOrigin}/en/world/2025-05-20/theirs` })
  })

  it.each([
    [
      'http://partner.example/a',
      'is not an address that begins with https://. Write that of the first publication.',
    ],
    ['/en/world', 'is not an address that begins with https://. Write that of the first publication.'],
    ['https://', 'is not an address that begins with https://. Write that of the first publication.'],
    [
      'https://a b.example/',
      'is not an address that begins with https://. Write that of the first publication.',
    ],
  ])('is reported when it is not an address: %s', (canonical, message) => {
    expect(fieldProblems({ canonical: JSON.stringify(canonical) })).toEqual([
      `6:12: \`canonical\` ${message}`,
    ])
  })
})

it.each([
  ['hidden', 'ar'],
  ['theirs', 'zh-Hans'],
])('%s is in no sitemap but in feeds; its translation is in both', async (slug, lang) => {
  const own = `/en/world/2025-05-20/${slug}`
  const translated = `/${lang}/world/2025-05-20/${slug}`
  for (const url of ['/sitemaps/2025-05.xml', '/news-sitemap.xml']) {
    const { body } = await machineFile(made, url)
    expect(body).not.toContain(own)
    expect(body).toContain(translated)
  }
  expect((await machineFile(made, '/en/feed.xml')).body).toContain(own)
})

it('a month in which nothing is listed has no sitemap', async () => {
  const alone = testNewsroom({ [`${day}/a.en.md`]: storyText({ date, noindex: 'true' }) })
  alone.sync()
  expect((await machineFile(alone, '/sitemap.xml')).body).not.toContain('2025-05.xml')
  await expect(machineFile(alone, '/sitemaps/2025-05.xml')).rejects.toThrow('unknown')
})

it('noindex that is neither yes nor no is reported, and so is a contradiction between two fields', () => {
  expect(fieldProblems({ noindex: 'maybe' })).toEqual([
    '6:10: `noindex` is neither true nor false. Write noindex: true, or leave it out.',
  ])
  const both = testNewsroom({ [`${day}/a.en.md`]: storyText({ date, noindex: 'true', canonical: partner }) })
  both.sync()
  expect(both.problems()).toEqual([
    `${day}/a.en.md:6:10: \`noindex\` and \`canonical\` say different things: do not list it, and list it there. Take one of the two out.`,
  ])
})
