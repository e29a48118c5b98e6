import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom } from '../../testing/newsroom.ts'
import { testOrigin, testPageContext } from '../../testing/page-context.ts'
import type { Target } from '../../urls/target.ts'
import { hreflang, versionsOf } from './hreflang.ts'

const made = testNewsroom({
  'articles/2025/05/16/talks.en.md': storyText({ authors: '[ada]' }),
  'articles/2025/05/16/talks.ar.md': storyText({ topics: '[rising-seas]' }),
  'articles/2025/05/16/talks.zh-Hans.md': storyText({ status: 'draft' }),
  'articles/2025/05/17/regatta.ar.md': storyText({ section: 'sport' }),
  'pages/about.zh-Hans.md': '---\ntitle: 关于\n---\n',
})
made.sync()

/** The links of a page, without the origin. */
function links(target: Target): Record<string, string> {
  const context = testPageContext(made, 'en')
  const all = hreflang(testOrigin, 'en', target, versionsOf(context, target))
  return Object.fromEntries(Object.entries(all).map(([lang, url]) => [lang, url.replace(testOrigin, '')]))
}

describe('hreflang', () => {
  it.each<[string, Target, Record<string, string>]>([
    [
      'the front pages that have stories, and the page that chooses',
      { kind: 'front' },
      { en: '/en', ar: '/ar', 'x-default': '/' },
    ],
    [
      'a story in the languages readers may have it in, not in a draft’s',
      { kind: 'story', day: '2025-05-16', slug: 'talks' },
      {
        en: '/en/world/2025-05-16/talks',
        ar: '/ar/world/2025-05-16/talks',
        'x-default': '/en/world/2025-05-16/talks',
      },
    ],
    [
      'a story of one language, which is nobody’s default',
      { kind: 'story', day: '2025-05-17', slug: 'regatta' },
      { ar: '/ar/sport/2025-05-17/regatta' },
    ],
    ['a section where it has stories', { kind: 'section', section: 'sport' }, { ar: '/ar/sport' }],
    [
      'a topic where it has stories',
      { kind: 'topic', topic: 'rising-seas' },
      { ar: '/ar/topics/rising-seas' },
    ],
    [
      'an author where they wrote',
      { kind: 'author', author: 'ada' },
      { en: '/en/authors/ada', 'x-default': '/en/authors/ada' },
    ],
    [
      'a day of the archive',
      { kind: 'archive', period: '2025-05-16' },
      { en: '/en/archive/2025/05/16', ar: '/ar/archive/2025/05/16', 'x-default': '/en/archive/2025/05/16' },
    ],
    ['a standing page', { kind: 'page', page: 'about' }, { 'zh-Hans': '/zh-Hans/about' }],
    ['nothing there is', { kind: 'page', page: 'none' }, {}],
  ])('names %s', (_, target, expected) => {
    expect(links(target)).toEqual(expected)
  })
})
