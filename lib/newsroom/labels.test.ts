import { describe, expect, it } from 'vitest'
import { siteYaml, testNewsroom } from '../testing/newsroom.ts'
import { authorLabel, sectionLabel, siteName, topicLabel } from './labels.ts'

const made = testNewsroom({
  'site.yaml': siteYaml,
  'authors/lin-hai.yaml': 'name: { zh-Hans: 林海, en: Lin Hai }\n',
})
made.sync()
const newsroom = made.newsroom()

describe('labels', () => {
  it.each([
    ['world', 'ar', { text: 'العالم' }],
    ['world', 'zh-Hans', { text: '国际' }],
    ['sport', 'ar', { text: 'Sport' }],
    ['unknown', 'en', { text: 'unknown' }],
  ])('section %s in %s', (id, lang, label) => {
    expect(sectionLabel(newsroom, id, lang)).toEqual(label)
  })

  it.each([
    ['rising-seas', 'en', { text: 'Rising seas' }],
    ['rising-seas', 'ar', { text: 'Rising seas', lang: 'en' }],
    ['plain-tag-2025', 'en', { text: 'Plain tag 2025' }],
    ['izmir', 'tr', { text: 'İzmir' }],
    ['海洋', 'zh-Hans', { text: '海洋' }],
  ])('topic %s in %s', (id, lang, label) => {
    expect(topicLabel(newsroom, id, lang)).toEqual(label)
  })

  it.each([
    ['ada', 'ar', { text: 'Ada Writer' }],
    ['lin-hai', 'en', { text: 'Lin Hai' }],
    ['lin-hai', 'ar', { text: '林海', lang: 'zh-Hans' }],
    ['nobody', 'en', { text: 'nobody' }],
  ])('author %s in %s', (id, lang, label) => {
    expect(authorLabel(newsroom, id, lang)).toEqual(label)
  })

  it('names the paper in the language, or in its first one', () => {
    expect(siteName(newsroom, 'ar')).toBe('بريد الاختبار')
    expect(siteName(newsroom, 'zh-Hans')).toBe('The Test Post')
  })
})
