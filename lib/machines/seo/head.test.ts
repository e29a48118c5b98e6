import { describe, expect, it } from 'vitest'
import { pictureHash } from '../../assets/pictures/hash.ts'
import { siteYaml, storyText, testNewsroom } from '../../testing/newsroom.ts'
import { testPageContext } from '../../testing/page-context.ts'
import { testPng } from '../../testing/pictures.ts'
import type { Target } from '../../urls/target.ts'
import { cardPicture } from '../cards/card.ts'
import { headOf } from './head.ts'

const day = 'articles/2025/05/16'
const talks: Target = { kind: 'story', day: '2025-05-16', slug: 'talks' }

function newsroom(files: Record<string, string | Uint8Array> = {}, preview = false) {
  const made = testNewsroom({
    [`${day}/talks.en.md`]: storyText({
      title: 'Talks begin',
      updated: '2025-05-16T16:40:00+03:00',
      image: '{ src: talks.jpg, alt: A table }',
    }),
    [`${day}/talks.ar.md`]: storyText({ title: 'بدء المحادثات' }),
    [`${day}/talks.jpg`]: testPng(1200, 800),
    ...files,
  })
  made.sync({ preview })
  return made
}

describe('the head of a story', () => {
  it('contains everything there is to say', () => {
    const url = 'https://post.example/en/world/2025-05-16/talks'
    const image = {
      url: `https://post.example/media/${pictureHash(testPng(1200, 800))}/16x9.jpg`,
      alt: 'A table',
      width: 1200,
      height: 675,
      type: 'image/jpeg',
    }
    expect(headOf(testPageContext(newsroom(), 'en'), talks)).toEqual({
      title: 'Talks begin – The Test Post',
      description: 'What happened.',
      robots: { 'max-image-preview': 'large' },
      alternates: {
        canonical: url,
        languages: {
          en: url,
          ar: 'https://post.example/ar/world/2025-05-16/talks',
          'x-default': url,
        },
        types: {
          'application/rss+xml': [{ url: 'https://post.example/en/feed.xml', title: 'The Test Post' }],
          'text/markdown': `${url}.md`,
        },
      },
      openGraph: {
        title: 'Talks begin',
        description: 'What happened.',
        url,
        siteName: 'The Test Post',
        locale: 'en_GB',
        alternateLocale: ['ar_AR'],
        images: [image],
        type: 'article',
        publishedTime: '2025-05-16T14:05:00+03:00',
        modifiedTime: '2025-05-16T16:40:00+03:00',
        section: 'World',
      },
      twitter: { card: 'summary_large_image' },
    })
  })

  it.each(['draft', 'embargoed'])('keeps a preview of a %s one out of every index', (held) => {
    const fields = held === 'draft' ? { status: 'draft' } : { date: '2199-01-01T00:00:00Z' }
    const made = newsroom({ [`${day}/next.ar.md`]: storyText({ title: 'قريبًا', ...fields }) }, true)
    expect(headOf(testPageContext(made, 'ar'), { ...talks, slug: 'next' })).toEqual({
      title: 'قريبًا – بريد الاختبار',
      description: 'What happened.',
      robots: { index: false },
    })
  })
})

describe('pictures in link previews', () => {
  it.each<[string, Target, string]>([
    ['en', { ...talks, slug: 'more' }, 'More talks – World – The Test Post'],
    ['ar', talks, 'بدء المحادثات – العالم – بريد الاختبار'],
    ['zh-Hans', { ...talks, slug: 'more' }, '更多会谈 – 国际 – The Test Post'],
    ['ar', { kind: 'section', section: 'world' }, 'العالم – بريد الاختبار'],
  ])('are a card when a page has none: %s %j', (lang, target, alt) => {
    const made = newsroom({
      [`${day}/more.en.md`]: storyText({ title: 'More talks' }),
      [`${day}/more.zh-Hans.md`]: storyText({ title: '更多会谈' }),
    })
    const context = testPageContext(made, lang)
    const { openGraph, twitter } = headOf(context, target)
    expect(openGraph?.images).toEqual([cardPicture(context, target, 'preview')])
    expect(openGraph?.images).toMatchObject([{ alt, width: 1200, height: 630, type: 'image/png' }])
    expect(twitter).toEqual({ card: 'summary_large_image' })
  })

  const thai = siteYaml.replace('ar: بريد الاختبار', 'ar: ข่าว')
  it.each([
    ['the logo, where there is no card', `${thai.trimEnd().slice(0, -2)}, logo: logo.png }\n`],
    ['none, where there is no logo', thai],
  ])('are %s', (what, yaml) => {
    const made = newsroom({ 'site.yaml': yaml, 'logo.png': testPng(112, 112) })
    const { openGraph, twitter } = headOf(testPageContext(made, 'ar'), talks)
    const logo = { url: 'https://post.example/media/logo.png', alt: 'ข่าว' }
    expect(openGraph?.images).toEqual(what.startsWith('none') ? undefined : [logo])
    expect(twitter).toEqual({ card: 'summary' })
  })
})

describe('the head of other pages', () => {
  it.each<[string, Target, string]>([
    ['en', { kind: 'front' }, 'https://post.example/en'],
    ['ar', { kind: 'section', section: 'world' }, 'https://post.example/ar/world'],
    ['en', { kind: 'archive', period: '2025-05' }, 'https://post.example/en/archive/2025/05'],
  ])('in %s names its own address', (lang, target, url) => {
    const { alternates, openGraph } = headOf(testPageContext(newsroom(), lang), target)
    expect(alternates?.canonical).toBe(url)
    expect(openGraph?.url).toBe(url)
  })

  it('lists every feed on the front page, and a section’s own first', () => {
    const made = newsroom()
    const types = (target: Target) => headOf(testPageContext(made, 'ar'), target).alternates?.types
    const paper = 'بريد الاختبار'
    const rss = { url: 'https://post.example/ar/feed.xml', title: paper }
    expect(types({ kind: 'front' })).toEqual({
      'application/rss+xml': [rss],
      'application/atom+xml': [{ url: 'https://post.example/ar/atom.xml', title: paper }],
      'application/feed+json': [{ url: 'https://post.example/ar/feed.json', title: paper }],
    })
    const section = { url: 'https://post.example/ar/world/feed.xml', title: `العالم – ${paper}` }
    expect(types({ kind: 'section', section: 'world' })).toEqual({ 'application/rss+xml': [section, rss] })
  })

  it.each<[string, Target]>([
    ['zh-Hans', { kind: 'front' }],
    ['zh-Hans', { kind: 'section', section: 'world' }],
    ['ar', { kind: 'section', section: 'sport' }],
    ['ar', { kind: 'author', author: 'ada' }],
  ])('with nothing to find on it is kept out of every index: %s %j', (lang, target) => {
    const head = headOf(testPageContext(newsroom(), lang), target)
    expect(head.robots).toEqual({ index: false })
    expect(head.alternates).toBeUndefined()
  })
})
