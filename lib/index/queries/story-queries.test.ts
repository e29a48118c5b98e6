import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom } from '../../testing/newsroom.ts'
import {
  archiveNeighbours,
  archivePeriods,
  countByAuthor,
  countOnTopic,
  findStory,
  isGone,
  latestInSection,
  latestStories,
  newestOfAll,
  relatedStories,
  type Story,
  storiesByAuthor,
  storiesOnDay,
  storiesOnTopic,
  storyAtPath,
  storyBody,
  topicsInUse,
} from './story-queries.ts'

/** A story in a folder, published at noon of that day unless told otherwise. */
function story(folder: string, slug: string, fields: Record<string, string> = {}, lang = 'en') {
  const date = `${folder.replaceAll('/', '-')}T12:00:00Z`
  const text = storyText({ title: slug, date, ...fields }, `Body of ${slug} in ${lang}.\n`)
  return [`articles/${folder}/${slug}.${lang}.md`, text] as const
}

const made = testNewsroom(
  Object.fromEntries([
    story('2023/12/31', 'oldest', { topics: '[seas]' }),
    story('2024/02/29', 'leap', { section: 'sport' }),
    story('2025/04/30', 'april', { authors: '[ada]' }),
    story('2025/05/01', 'labour', { authors: '[ada]', topics: '[seas, work]' }),
    story('2025/05/16', 'noon', { topics: '[seas]' }),
    story('2025/05/16', 'morning', { date: '2025-05-16T06:00:00Z', section: 'sport' }),
    story('2025/05/16', 'noon', { topics: '[seas, work, work]' }, 'ar'),
    story('2025/05/17', 'withdrawn', { status: 'withdrawn', topics: '[seas]' }),
    story('2025/05/18', 'draft', { status: 'draft', topics: '[seas]' }),
  ]),
)
made.sync()
const { db } = made

const slugs = (stories: Story[]) => stories.map(({ slug }) => slug)
const keyOf = (day: string, slug: string) => ({ day, slug })

function found(day: string, slug: string): Story {
  const one = findStory(db, keyOf(day, slug), 'en')
  if (!one) throw new Error(`There is no story ${slug}.`)
  return one
}

describe('one story', () => {
  it('is found by day, slug and language', () => {
    expect(findStory(db, keyOf('2025-05-16', 'noon'), 'ar')).toMatchObject({
      path: 'articles/2025/05/16/noon.ar.md',
      lang: 'ar',
      day: '2025-05-16',
      slug: 'noon',
      fields: { title: 'noon', date: Date.parse('2025-05-16T12:00:00Z') },
    })
  })

  it('that is public is not marked as held', () => {
    expect(found('2025-05-16', 'noon')).not.toHaveProperty('held')
  })

  it.each([
    ['2025-05-16', 'noon', 'zh-Hans'],
    ['2025-05-17', 'noon', 'en'],
    ['2025-05-16', 'Noon', 'en'],
    ['2025-05-17', 'withdrawn', 'en'],
    ['2025-05-18', 'draft', 'en'],
    ["2025-05-16' --", 'noon', 'en'],
  ])('is not found as %s %s %s', (day, slug, lang) => {
    expect(findStory(db, keyOf(day, slug), lang)).toBeUndefined()
  })

  it('is found by its file', () => {
    expect(storyAtPath(db, 'articles/2025/05/16/noon.ar.md')?.lang).toBe('ar')
    expect(storyAtPath(db, 'articles/2025/05/18/draft.en.md')).toBeUndefined()
    expect(storyAtPath(db, 'site.yaml')).toBeUndefined()
  })

  it('has a body', () => {
    expect(storyBody(db, found('2025-05-16', 'noon').id)).toBe('Body of noon in en.\n')
    expect(storyBody(db, -1)).toBe('')
  })

  it('exists in some languages', () => {
    const languages = (day: string, slug: string) =>
      ['ar', 'en', 'zh-Hans'].filter((lang) => findStory(db, keyOf(day, slug), lang))
    expect(languages('2025-05-16', 'noon')).toEqual(['ar', 'en'])
    expect(languages('2025-05-16', 'morning')).toEqual(['en'])
    expect(languages('2025-05-18', 'draft')).toEqual([])
  })

  it('is gone when it was withdrawn', () => {
    expect(isGone(db, keyOf('2025-05-17', 'withdrawn'), 'en')).toBe(true)
    expect(isGone(db, keyOf('2025-05-18', 'draft'), 'en')).toBe(false)
    expect(isGone(db, keyOf('2025-05-16', 'noon'), 'en')).toBe(false)
  })
})

describe('lists, newest first', () => {
  it('of everything in a language', () => {
    expect(slugs(latestStories(db, 'en', 9))).toEqual([
      'noon',
      'morning',
      'labour',
      'april',
      'leap',
      'oldest',
    ])
    expect(slugs(latestStories(db, 'en', 2))).toEqual(['noon', 'morning'])
    expect(slugs(latestStories(db, 'ar', 9))).toEqual(['noon'])
    expect(latestStories(db, 'zh-Hans', 9)).toEqual([])
  })

  it('of all languages', () => {
    expect(
      newestOfAll(db, 3)
        .map(({ slug, lang }) => `${slug}.${lang}`)
        .sort(),
    ).toEqual(['morning.en', 'noon.ar', 'noon.en'])
  })

  it('of a section', () => {
    expect(slugs(latestInSection(db, 'en', 'sport', 9))).toEqual(['morning', 'leap'])
    expect(slugs(latestInSection(db, 'en', 'world', 1))).toEqual(['noon'])
    expect(latestInSection(db, 'ar', 'sport', 9)).toEqual([])
  })

  it('of a topic', () => {
    expect(slugs(storiesOnTopic(db, 'en', 'seas', 9))).toEqual(['noon', 'labour', 'oldest'])
    expect(slugs(storiesOnTopic(db, 'en', 'seas', 2))).toEqual(['noon', 'labour'])
    expect(countOnTopic(db, 'en', 'seas')).toBe(3)
    expect(countOnTopic(db, 'ar', 'work')).toBe(1)
    expect(countOnTopic(db, 'en', 'unknown')).toBe(0)
  })

  it('of an author', () => {
    expect(slugs(storiesByAuthor(db, 'en', 'ada', 9))).toEqual(['labour', 'april'])
    expect(slugs(storiesByAuthor(db, 'en', 'ada', 1))).toEqual(['labour'])
    expect(countByAuthor(db, 'en', 'ada')).toBe(2)
    expect(countByAuthor(db, 'ar', 'ada')).toBe(0)
  })

  it('of a day', () => {
    expect(slugs(storiesOnDay(db, 'en', '2025-05-16'))).toEqual(['noon', 'morning'])
    expect(storiesOnDay(db, 'en', '2025-05-18')).toEqual([])
  })

  it('of topics, most used first', () => {
    expect(topicsInUse(db, 'en', 9)).toEqual(['seas', 'work'])
    expect(topicsInUse(db, 'en', 1)).toEqual(['seas'])
    expect(topicsInUse(db, 'zh-Hans', 9)).toEqual([])
  })
})

describe('archivePeriods', () => {
  it.each([
    [
      '',
      [
        { period: '2025', count: 4 },
        { period: '2024', count: 1 },
        { period: '2023', count: 1 },
      ],
    ],
    [
      '2025',
      [
        { period: '2025-05', count: 3 },
        { period: '2025-04', count: 1 },
      ],
    ],
    [
      '2025-05',
      [
        { period: '2025-05-16', count: 2 },
        { period: '2025-05-01', count: 1 },
      ],
    ],
    ['2023', [{ period: '2023-12', count: 1 }]],
    ['2022', []],
    ['2025-06', []],
  ])('the parts of %j', (period, parts) => {
    expect(archivePeriods(db, 'en', period)).toEqual(parts)
  })

  it('counts one language at a time', () => {
    expect(archivePeriods(db, 'ar', '')).toEqual([{ period: '2025', count: 1 }])
  })

  it.each(['2025-05-16', '20', 'x'])('%s has no parts', (period) => {
    expect(() => archivePeriods(db, 'en', period)).toThrow(RangeError)
  })
})

describe('archiveNeighbours', () => {
  it.each([
    ['2025-05-16', { before: '2025-05-01' }],
    ['2025-05-01', { before: '2025-04-30', after: '2025-05-16' }],
    ['2025-05-10', { before: '2025-05-01', after: '2025-05-16' }],
    ['2023-12-31', { after: '2024-02-29' }],
    ['2025-05', { before: '2025-04' }],
    ['2025-04', { before: '2024-02', after: '2025-05' }],
    ['2024', { before: '2023', after: '2025' }],
    ['2025', { before: '2024' }],
    ['2023', { after: '2024' }],
  ])('of %s', (period, neighbours) => {
    expect(archiveNeighbours(db, 'en', period)).toEqual(neighbours)
  })

  it('are none where there are no stories', () => {
    expect(archiveNeighbours(db, 'zh-Hans', '2025-05')).toEqual({})
  })
})

describe('relatedStories', () => {
  it('come before the story, share a topic first, then the section, and never repeat', () => {
    expect(slugs(relatedStories(db, found('2025-05-16', 'noon'), 9))).toEqual(['labour', 'oldest', 'april'])
    expect(slugs(relatedStories(db, found('2025-05-01', 'labour'), 9))).toEqual(['oldest', 'april'])
  })

  it('come from the section alone where there is no topic', () => {
    expect(slugs(relatedStories(db, found('2025-05-16', 'morning'), 9))).toEqual(['leap'])
    expect(slugs(relatedStories(db, found('2025-04-30', 'april'), 9))).toEqual(['oldest'])
  })

  it.each([0, 1, 2])('are %i at most', (limit) => {
    expect(relatedStories(db, found('2025-05-16', 'noon'), limit)).toHaveLength(limit)
  })

  it('stay in the language', () => {
    const arabic = findStory(db, keyOf('2025-05-16', 'noon'), 'ar')
    expect(arabic && relatedStories(db, arabic, 9)).toEqual([])
  })
})
