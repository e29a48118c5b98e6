import { expect, it } from 'vitest'
import { factsOf, type StoryFacts } from '../index/change.ts'
import { findStory, relatedStories } from '../index/queries/story-queries.ts'
import { listSizes } from '../newsroom/list-sizes.ts'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { afterwards } from './afterwards.ts'

const path = (slug: string, lang: string) => `articles/2025/05/16/${slug}.${lang}.md`

it.each([
  ['en', 'section', {}],
  ['ar', 'topic', { topics: '[بحر]' }],
  ['zh-Hans', 'topic', { topics: '[深海]' }],
])('knows every story that lists one, even if many share a moment (%s, by %s)', (lang, _, fields) => {
  const at = (minute: number) => storyText({ ...fields, date: `2025-05-16T10:0${minute}:00Z` })
  const slugs = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const made = testNewsroom({
    [path('first', lang)]: at(0),
    ...Object.fromEntries(slugs.map((slug) => [path(slug, lang), at(1)])),
    [path('last', lang)]: at(2),
  })
  made.sync()
  const naming = [...slugs, 'last'].filter((slug) => {
    const story = findStory(made.db, { day: '2025-05-16', slug }, lang)
    return story && relatedStories(made.db, story, listSizes.related).some((other) => other.slug === 'first')
  })
  expect(naming).toEqual(slugs)
  const facts = factsOf(made.db, path('first', lang)) as StoryFacts
  const following = afterwards(made.db, made.newsroom()).following(facts)
  expect([...new Set(following.map(({ slug }) => slug))].sort()).toEqual(slugs)
})

it('says when the story at a place of each list was published', () => {
  const made = testNewsroom({
    [path('a', 'en')]: storyText({ date: '2025-05-16T10:00:00Z', topics: '[x]', authors: '[ada]' }),
    [path('b', 'en')]: storyText({ date: '2025-05-16T11:00:00Z', section: 'sport' }),
    [path('c', 'ar')]: storyText({ date: '2025-05-16T12:00:00Z', topics: '[x]' }),
  })
  made.sync()
  const { publishedAt } = afterwards(made.db, made.newsroom())
  const ten = Date.parse('2025-05-16T10:00:00Z')
  const hour = 3_600_000
  expect(publishedAt({ lang: 'en' }, 1)).toBe(ten + hour)
  expect(publishedAt({ lang: 'en' }, 2)).toBe(ten)
  expect(publishedAt({ lang: 'en' }, 3)).toBeUndefined()
  expect(publishedAt({ lang: 'en', section: 'sport' }, 1)).toBe(ten + hour)
  expect(publishedAt({ lang: 'en', topic: 'x' }, 1)).toBe(ten)
  expect(publishedAt({ lang: 'ar', topic: 'x' }, 1)).toBe(ten + 2 * hour)
  expect(publishedAt({ lang: 'en', author: 'ada' }, 1)).toBe(ten)
  expect(publishedAt({ lang: 'ar', author: 'ada' }, 1)).toBeUndefined()
})
