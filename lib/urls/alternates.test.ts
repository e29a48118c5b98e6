import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { alternates } from './alternates.ts'
import type { Target, View } from './target.ts'

const page = '---\ntitle: About\n---\nText.\n'

function view(): View {
  const newsroom = testNewsroom({
    'articles/2025/05/16/talks.en.md': storyText({ topics: '[rising-seas]' }),
    'articles/2025/05/16/talks.ar.md': storyText({ section: 'sport' }),
    'articles/2025/05/16/talks.zh-Hans.md': storyText({ status: 'draft', topics: '[rising-seas]' }),
    'articles/2024/02/29/leap.en.md': storyText({ date: '2024-02-29T10:00:00Z' }),
    'articles/2025/05/18/short.en.md': storyText({ date: '2025-05-18T10:00:00Z' }),
    'articles/2025/05/18/short.ar.md': storyText({
      date: '2025-05-18T10:00:00Z',
      expires: '2025-06-01T00:00:00Z',
    }),
    'pages/about.en.md': page,
    'pages/about.zh-Hans.md': page,
  })
  newsroom.sync()
  return { db: newsroom.db, newsroom: newsroom.newsroom(), now: testNow }
}

/** The paths, with a mark at those that lead to another page. */
function paths(view: View, target: Target | undefined): string[] {
  return alternates(view, target).map(({ path, samePage }) => (samePage ? path : `${path} (front)`))
}

describe('alternates', () => {
  const current = view()

  it.each<[Target, string[]]>([
    [{ kind: 'front' }, ['/en', '/ar', '/zh-Hans']],
    [{ kind: 'section', section: 'sport' }, ['/en/sport', '/ar/sport', '/zh-Hans/sport']],
    [{ kind: 'section', section: 'none' }, ['/en (front)', '/ar (front)', '/zh-Hans (front)']],
    [
      { kind: 'story', day: '2025-05-16', slug: 'talks' },
      ['/en/world/2025-05-16/talks', '/ar/sport/2025-05-16/talks', '/zh-Hans (front)'],
    ],
    [{ kind: 'topic', topic: 'rising-seas' }, ['/en/topics/rising-seas', '/ar (front)', '/zh-Hans (front)']],
    [{ kind: 'author', author: 'ada' }, ['/en/authors/ada', '/ar/authors/ada', '/zh-Hans/authors/ada']],
    [{ kind: 'archive', period: '' }, ['/en/archive', '/ar/archive', '/zh-Hans/archive']],
    [{ kind: 'archive', period: '2025' }, ['/en/archive/2025', '/ar/archive/2025', '/zh-Hans (front)']],
    [{ kind: 'archive', period: '2024-02' }, ['/en/archive/2024/02', '/ar (front)', '/zh-Hans (front)']],
    [
      { kind: 'archive', period: '2025-05-16' },
      ['/en/archive/2025/05/16', '/ar/archive/2025/05/16', '/zh-Hans (front)'],
    ],
    [{ kind: 'page', page: 'about' }, ['/en/about', '/ar (front)', '/zh-Hans/about']],
  ])('of %j', (target, expected) => {
    expect(paths(current, target)).toEqual(expected)
  })

  it('are front pages where there is no page', () => {
    expect(paths(current, undefined)).toEqual(['/en (front)', '/ar (front)', '/zh-Hans (front)'])
  })

  it('leave out a story that expired a moment ago', () => {
    const target: Target = { kind: 'story', day: '2025-05-18', slug: 'short' }
    expect(paths(current, target)[1]).toBe('/ar/world/2025-05-18/short')
    expect(paths({ ...current, now: Date.parse('2025-06-01T00:00:00Z') }, target)[1]).toBe('/ar (front)')
  })

  it('name the language of each', () => {
    expect(alternates(current, { kind: 'front' }).map(({ lang }) => lang)).toEqual(['en', 'ar', 'zh-Hans'])
  })
})
