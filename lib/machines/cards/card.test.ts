import { describe, expect, it } from 'vitest'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../../testing/newsroom.ts'
import { testOrigin, testPageContext } from '../../testing/page-context.ts'
import { testPng } from '../../testing/pictures.ts'
import type { Target } from '../../urls/target.ts'
import { cardHash, cardOf, cardPicture } from './card.ts'
import { findCard } from './find-card.ts'

const colours = { paper: '#fdfcf9', ink: '#1a1c1f', accent: '#8f2d1d', band: '#14324a', bandInk: '#f7f2e8' }
const day = 'articles/2025/05/16'
const titles = { en: 'Ferry returns', ar: 'عودة العبّارة', 'zh-Hans': '渡轮恢复运营' }
const languages = Object.keys(titles) as (keyof typeof titles)[]
const ferry: Target = { kind: 'story', day: '2025-05-16', slug: 'ferry' }

function newsroom(files: Record<string, string | Uint8Array> = {}): TestNewsroom {
  const made = testNewsroom({
    ...Object.fromEntries(
      Object.entries(titles).map(([lang, title]) => [`${day}/ferry.${lang}.md`, storyText({ title })]),
    ),
    'pages/about.ar.md': '---\ntitle: من نحن\n---\nنص\n',
    ...files,
  })
  made.sync()
  return made
}

/** The path of a page's card in a newsroom. */
function pathIn(made: TestNewsroom, lang: string, target: Target): string | undefined {
  return cardPicture(testPageContext(made, lang), target, 'preview')?.url.replace(testOrigin, '')
}

function find(made: TestNewsroom, path: string, now = testNow) {
  return findCard({ db: made.db, newsroom: made.newsroom(), now }, testOrigin, path)
}

describe('a card', () => {
  it.each([
    ['en', { masthead: 'The Test Post', section: 'World', headline: 'Ferry returns' }],
    ['ar', { masthead: 'بريد الاختبار', section: 'العالم', headline: 'عودة العبّارة' }],
    ['zh-Hans', { masthead: 'The Test Post', section: '国际', headline: '渡轮恢复运营' }],
  ])('of a story shows its headline, section and masthead: %s', (lang, says) => {
    const context = testPageContext(newsroom(), lang)
    const card = cardOf(context, ferry)
    expect(card).toEqual({ lang, ...says, colours })
    expect(card && cardPicture(context, ferry, '4x3')).toEqual({
      url: `${testOrigin}/media/${cardHash({ lang, ...says, colours })}/4x3/${lang}/world/2025-05-16/ferry.png`,
      alt: `${says.headline} – ${says.section} – ${says.masthead}`,
      width: 1200,
      height: 900,
      type: 'image/png',
    })
  })

  it('has the colours of the newsroom, and another address for others', () => {
    const look = 'look: { colours: { light: { accent: "#006633", band: "#ffd400" } } }\n'
    const green = newsroom({ 'site.yaml': siteYaml + look })
    expect(cardOf(testPageContext(green, 'en'), ferry)?.colours).toEqual({
      ...colours,
      accent: '#006633',
      band: '#ffd400',
      bandInk: '#1a1c1f',
    })
    expect(pathIn(green, 'en', ferry)).not.toBe(pathIn(newsroom(), 'en', ferry))
  })

  it.each<[Target, string | undefined]>([
    [{ kind: 'front' }, undefined],
    [{ kind: 'section', section: 'world' }, 'العالم'],
    [{ kind: 'author', author: 'ada' }, 'Ada Writer'],
    [{ kind: 'page', page: 'about' }, 'من نحن'],
    [{ kind: 'archive', period: '' }, 'الأرشيف'],
  ])('of another page shows its name: %j', (target, headline) => {
    const card = cardOf(testPageContext(newsroom(), 'ar'), target)
    expect(card).toEqual({ lang: 'ar', masthead: 'بريد الاختبار', ...(headline && { headline }), colours })
  })

  it('of the front page shows the tagline', () => {
    const made = newsroom({ 'site.yaml': `${siteYaml}tagline: { en: All of it, ar: كل شيء }\n` })
    expect(cardOf(testPageContext(made, 'ar'), { kind: 'front' })?.headline).toBe('كل شيء')
  })

  it.each([
    ['a story with a picture', { image: '{ src: a.png, alt: A quay }' }],
    ['a draft', { status: 'draft' }],
    ['an embargoed story', { date: '2199-01-01T00:00:00Z' }],
    ['a withdrawn story', { status: 'withdrawn' }],
  ])('does not exist for %s', (_, fields: Record<string, string>) => {
    const made = newsroom({
      [`${day}/a.png`]: testPng(1200, 800),
      [`${day}/ferry.ar.md`]: storyText({ title: titles.ar, ...fields }),
    })
    expect(cardOf(testPageContext(made, 'ar'), ferry)).toBeUndefined()
    expect(find(made, pathIn(newsroom(), 'ar', ferry) ?? '')).toBeUndefined()
  })

  it('does not exist in a preview for what is not public yet', () => {
    const made = newsroom({ [`${day}/ferry.ar.md`]: storyText({ title: titles.ar, status: 'draft' }) })
    made.sync({ preview: true })
    expect(cardOf(testPageContext(made, 'ar'), ferry)).toBeUndefined()
  })

  it('leaves out what no typeface can set, and does not exist when that is the masthead', () => {
    const thai = newsroom({ [`${day}/ferry.en.md`]: storyText({ title: 'เรือกลับมา' }) })
    expect(cardOf(testPageContext(thai, 'en'), ferry)).toEqual({
      lang: 'en',
      masthead: 'The Test Post',
      section: 'World',
      colours,
    })
    const all = newsroom({ 'site.yaml': siteYaml.replace('en: The Test Post', 'en: ข่าวทดสอบ') })
    expect(cardOf(testPageContext(all, 'en'), ferry)).toBeUndefined()
    expect(cardOf(testPageContext(all, 'ar'), ferry)).toBeDefined()
  })
})

describe('findCard', () => {
  it.each(languages)('finds those that pages name: %s', (lang) => {
    const made = newsroom()
    const path = pathIn(made, lang, ferry) ?? ''
    expect(find(made, path)).toEqual({
      card: cardOf(testPageContext(made, lang), ferry),
      hash: path.split('/')[2],
      shape: 'preview',
      keys: ['site', `lang:${lang}`, 'section:world', 'story:2025-05-16/ferry'],
    })
  })

  it.each(languages)('finds no former card when a page says something else: %s', (lang) => {
    const made = newsroom()
    const path = pathIn(made, lang, ferry) ?? ''
    made.write(`${day}/ferry.${lang}.md`, storyText({ title: `${titles[lang]} 2` }))
    made.sync()
    expect(find(made, path)).toBeUndefined()
    expect(find(made, pathIn(made, lang, ferry) ?? '')?.card.headline).toBe(`${titles[lang]} 2`)
  })

  it('finds none of a story whose time is up', () => {
    const made = newsroom({
      [`${day}/ferry.ar.md`]: storyText({ title: titles.ar, expires: '2025-05-21T00:00:00Z' }),
    })
    const path = pathIn(made, 'ar', ferry) ?? ''
    expect(find(made, path)).toBeDefined()
    expect(find(made, path, testNow + 86_400_000)).toBeUndefined()
  })

  const made = newsroom()
  const path = pathIn(made, 'ar', ferry) ?? ''
  it.each([
    path.replace(/[0-9a-f]{16}/, '0123456789abcdef'),
    path.replace('/ar/', '/en/'),
    path.replace('/ar/', '/AR/'),
    path.replace('/world/', '/sport/'),
    path.replace('preview', 'toString'),
    path.replace('preview', '2x1'),
    path.replace('.png', '.jpg'),
    path.replace('.png', ''),
    path.replace('.png', '/.png'),
    path.replace('/preview', '/preview/..'),
    path.replace('ferry', 'ferry.md'),
    path.replace('ferry', '%E0%A4%A'),
    `${path}/x`,
    path.replace(/\/ar\/.*/, '.png'),
    path.replace(/\/ar\/.*/, '/ar/feed.xml.png'),
    path.replace(/\/ar\/.*/, '/robots.txt.png'),
    path.replace(/\/ar\/.*/, '/ar/عودة.png'),
  ])('finds nothing at %s', (other) => {
    expect(other).not.toBe(path)
    expect(find(made, other)).toBeUndefined()
  })
})
