import { describe, expect, it } from 'vitest'
import { pictureHash } from '../../assets/pictures/hash.ts'
import { palettes } from '../../newsroom/palette.ts'
import { kinds } from '../../newsroom/story-schema.ts'
import { siteYaml, storyText, testNewsroom } from '../../testing/newsroom.ts'
import { testPageContext } from '../../testing/page-context.ts'
import { testPng } from '../../testing/pictures.ts'
import type { Target } from '../../urls/target.ts'
import { cardHash } from '../cards/card.ts'
import { structuredData } from './structured-data.ts'

const day = 'articles/2025/05/16'
const story = (slug: string): Target => ({ kind: 'story', day: '2025-05-16', slug })
const origin = 'https://post.example'
const publisher = { '@id': `${origin}/#organisation` }

/** The parts of a page's data, as read back from the page. */
function graph(files: Record<string, string | Uint8Array>, lang: string, target: Target, preview = false) {
  const made = testNewsroom(files)
  made.sync({ preview })
  const data = structuredData(testPageContext(made, lang), target)
  return data && (JSON.parse(JSON.stringify(data))['@graph'] as Record<string, unknown>[])
}

describe('a story', () => {
  it('with few fields says no more than they do', () => {
    const [article, way] = graph({ [`${day}/a.ar.md`]: storyText({ title: 'عاجل' }) }, 'ar', story('a')) ?? []
    const url = `${origin}/ar/world/2025-05-16/a`
    const { light } = palettes({})
    const colours = {
      paper: light.paper,
      ink: light.ink,
      accent: light.accent,
      band: light.band,
      bandInk: light['band-ink'],
    }
    const says = { lang: 'ar', masthead: 'بريد الاختبار', section: 'العالم', headline: 'عاجل', colours }
    const card = (shape: string, height: string) => ({
      '@type': 'ImageObject',
      url: `${origin}/media/${cardHash(says)}/${shape}/ar/world/2025-05-16/a.png`,
      width: '1200',
      height,
    })
    expect(article).toEqual({
      '@type': 'NewsArticle',
      '@id': url,
      mainEntityOfPage: url,
      headline: 'عاجل',
      description: 'What happened.',
      inLanguage: 'ar',
      datePublished: '2025-05-16T14:05:00+03:00',
      dateModified: '2025-05-16T14:05:00+03:00',
      author: publisher,
      publisher,
      isAccessibleForFree: true,
      articleSection: 'العالم',
      image: [card('16x9', '675'), card('4x3', '900'), card('1x1', '1200')],
    })
    expect(way).toEqual({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: 'بريد الاختبار', item: `${origin}/ar` },
        { '@type': 'ListItem', position: 2, name: 'العالم', item: `${origin}/ar/world` },
        { '@type': 'ListItem', position: 3, name: 'عاجل' },
      ],
    })
  })

  it('says who wrote it, from where, with whose help, and what was corrected', () => {
    const text = storyText({
      authors: '[ada, { name: Ada Brandt, url: "https://brandt.example/" }, { name: 林海 }]',
      dateline: 'TARN',
      sources: '[Reuters, AFP]',
      topics: '[rising-seas, harbour-works]',
      image: '{ src: a.jpg, alt: A pier, caption: The pier., credit: Ada Brandt }',
      corrections: '[{ date: "2025-05-17T09:00:00Z", text: It was 84. }]',
    })
    const files = { [`${day}/a.en.md`]: text, [`${day}/a.jpg`]: testPng(1200, 800) }
    const picture = `${origin}/media/${pictureHash(testPng(1200, 800))}`
    const shapes = { '16x9': [1200, 675], '4x3': [1066, 800], '1x1': [800, 800] }
    expect(graph(files, 'en', story('a'))?.[0]).toMatchObject({
      dateModified: '2025-05-17T12:00:00+03:00',
      author: [
        { '@type': 'Person', name: 'Ada Writer', url: `${origin}/en/authors/ada` },
        { '@type': 'Person', name: 'Ada Brandt', url: 'https://brandt.example/' },
        { '@type': 'Person', name: '林海' },
      ],
      dateline: 'TARN',
      creditText: '(With input from Reuters and AFP)',
      isBasedOn: ['Reuters', 'AFP'].map((name) => ({
        '@type': 'CreativeWork',
        publisher: { '@type': 'Organization', name },
      })),
      keywords: ['Rising seas', 'Harbour works'],
      image: Object.entries(shapes).map(([shape, [width, height]]) => ({
        '@type': 'ImageObject',
        url: `${picture}/${shape}.jpg`,
        width: `${width}`,
        height: `${height}`,
        ...(shape === '16x9' && { caption: 'The pier.', creditText: 'Ada Brandt' }),
      })),
      correction: [
        { '@type': 'CorrectionComment', text: 'It was 84.', datePublished: '2025-05-17T12:00:00+03:00' },
      ],
    })
  })

  const types: Record<(typeof kinds)[number], string> = {
    news: 'NewsArticle',
    analysis: 'AnalysisNewsArticle',
    opinion: 'OpinionNewsArticle',
    explainer: 'BackgroundNewsArticle',
    live: 'LiveBlogPosting',
    gallery: 'NewsArticle',
    video: 'NewsArticle',
    correction: 'NewsArticle',
  }

  it.each(kinds)('of kind %s has schema.org’s type', (kind) => {
    const files = { [`${day}/a.zh-Hans.md`]: storyText({ kind, dateline: '伊斯坦布尔' }) }
    const article = graph(files, 'zh-Hans', story('a'))?.[0]
    expect(article?.['@type']).toBe(types[kind])
    expect(article?.dateline).toBe(kind === 'live' ? undefined : '伊斯坦布尔')
  })

  it.each([
    ['summer', 'Europe/Athens', '2025-07-01T23:30:00Z', '2025-07-02T02:30:00+03:00'],
    ['winter', 'Europe/Athens', '2025-01-01T10:00:00+08:00', '2025-01-01T04:00:00+02:00'],
    ['the hour before clocks go back', 'Europe/Athens', '2024-10-27T00:30:00Z', '2024-10-27T03:30:00+03:00'],
    ['the same hour after it', 'Europe/Athens', '2024-10-27T01:30:00Z', '2024-10-27T03:30:00+02:00'],
    ['a zone without summer time', 'Asia/Shanghai', '2025-05-16T22:00:00Z', '2025-05-17T06:00:00+08:00'],
    ['a zone of half hours', 'Asia/Kolkata', '2025-05-16T12:00:00Z', '2025-05-16T17:30:00+05:30'],
    ['UTC itself', 'UTC', '2025-05-16T14:05:00+03:00', '2025-05-16T11:05:00+00:00'],
  ])('of %s has its times in the newsroom’s zone', (_, timeZone, date, expected) => {
    const files = {
      'site.yaml': siteYaml.replace('Europe/Athens', timeZone),
      [`${day}/a.en.md`]: storyText({ date }),
    }
    const made = testNewsroom(files)
    made.sync({ now: Date.parse('2026-01-01T00:00:00Z') })
    const data = structuredData(testPageContext(made, 'en'), story('a'))
    expect(JSON.parse(JSON.stringify(data))['@graph'][0]).toMatchObject({
      datePublished: expected,
      dateModified: expected,
    })
  })

  it('names its translations, or its original', () => {
    const files = Object.fromEntries(
      ['en', 'ar', 'zh-Hans'].map((lang) => [`${day}/a.${lang}.md`, storyText()]),
    )
    const work = (lang: string) => ({
      '@type': 'NewsArticle',
      '@id': `${origin}/${lang}/world/2025-05-16/a`,
      inLanguage: lang,
    })
    const english = graph(files, 'en', story('a'))?.[0]
    expect(english).toMatchObject({ workTranslation: [work('ar'), work('zh-Hans')] })
    expect(english).not.toHaveProperty('translationOfWork')
    for (const lang of ['ar', 'zh-Hans']) {
      const other = graph(files, lang, story('a'))?.[0]
      expect(other).toMatchObject({ translationOfWork: work('en') })
      expect(other).not.toHaveProperty('workTranslation')
    }
  })

  it.each([{ status: 'draft' }, { date: '2199-01-01T00:00:00Z' }])(
    'that is held says nothing: %j',
    (fields) => {
      expect(graph({ [`${day}/a.en.md`]: storyText(fields) }, 'en', story('a'), true)).toBeUndefined()
    },
  )
})

describe('other pages', () => {
  const files = {
    [`${day}/a.en.md`]: storyText({ authors: '[ada]' }),
    'authors/ada.yaml':
      'name: Ada Writer\nrole: Reporter\nbio: Writes.\nlinks: [{ label: A, url: "https://ada.example/" }, { label: B, url: "mailto:a@b.example" }]\n',
    'pages/about.en.md': '---\ntitle: About us\nupdated: 2025-01-01T12:00:00Z\n---\n',
  }

  it.each<[Target, string, string[]]>([
    [{ kind: 'front' }, 'CollectionPage', ['WebSite', 'NewsMediaOrganization']],
    [{ kind: 'section', section: 'world' }, 'CollectionPage', ['BreadcrumbList', 'NewsMediaOrganization']],
    [{ kind: 'topic', topic: 'x' }, 'CollectionPage', []],
    [{ kind: 'author', author: 'ada' }, 'ProfilePage', ['BreadcrumbList', 'NewsMediaOrganization']],
    [{ kind: 'archive', period: '2025' }, 'CollectionPage', ['BreadcrumbList', 'NewsMediaOrganization']],
    [{ kind: 'page', page: 'about' }, 'WebPage', ['BreadcrumbList', 'NewsMediaOrganization']],
  ])('%j is a %s', (target, type, others) => {
    const types = graph(files, 'en', target)?.map((part) => part['@type']) ?? []
    expect(types).toEqual(others.length > 0 ? [type, ...others] : [])
  })

  it('an author’s says who that is', () => {
    expect(graph(files, 'en', { kind: 'author', author: 'ada' })?.[0]).toMatchObject({
      mainEntity: {
        '@type': 'Person',
        name: 'Ada Writer',
        jobTitle: 'Reporter',
        description: 'Writes.',
        sameAs: ['https://ada.example/'],
        worksFor: publisher,
      },
    })
  })

  it('the path to a day leads through its year and month', () => {
    const way = graph(files, 'en', { kind: 'archive', period: '2025-05-16' })?.[1]
    expect(way).toMatchObject({
      itemListElement: [
        { item: `${origin}/en` },
        { name: 'Archive', item: `${origin}/en/archive` },
        { name: '2025', item: `${origin}/en/archive/2025` },
        { name: 'May 2025', item: `${origin}/en/archive/2025/05` },
        { position: 5, name: 'Archive: Friday, 16 May 2025' },
      ],
    })
  })

  it('a standing page says when it changed', () => {
    expect(graph(files, 'en', { kind: 'page', page: 'about' })?.[0]).toMatchObject({
      name: 'About us',
      dateModified: '2025-01-01T14:00:00+02:00',
      publisher,
    })
  })
})
