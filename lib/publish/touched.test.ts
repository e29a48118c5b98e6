import { describe, expect, it } from 'vitest'
import type { Change, StandingPageFacts, StoryFacts } from '../index/change.ts'
import { everyListKey } from '../keys/keys.ts'
import { listSizes } from '../newsroom/list-sizes.ts'
import { busySite as busy, storyFacts as story } from '../testing/afterwards.ts'
import { type Afterwards, type CountOf, type ListOf, touchedKeys } from './touched.ts'

const path = 'articles/2025/05/16/talks.en.md'
const page: StandingPageFacts = { kind: 'page', lang: 'en', page: 'about' }

/** So many stories on any topic; many of everything else. */
function onTopicOnly(count: number): Afterwards['count'] {
  return (of) => ('topic' in of ? count : 1000)
}

function keys(change: Omit<Change, 'path'>, after: Partial<Afterwards> = {}): string[] {
  return [...touchedKeys([{ path, ...change }], { ...busy, ...after })]
    .map(decodeURI)
    .filter((key) => !isFile(key))
    .sort()
}

/** Whether a key belongs to a feed or sitemap, which have tests of their own. */
function isFile(key: string): boolean {
  return /^(?:feed|sitemap|news-sitemap)/.test(key)
}

const own = 'story:2025-05-16/talks'
const days = 'archive:en/2025-05-16'
const counts = ['archive:en/2025', 'archive:en/2025-05', 'archive:en/all']

/** A list in which the story at a place was published then; all other lists are full of newer ones. */
function list(wanted: ListOf, place: number, published: number | undefined): Partial<Afterwards> {
  return {
    publishedAt: ({ lang, section }, at) =>
      lang === wanted.lang && section === wanted.section && at === place ? published : 1_000_000,
  }
}

describe('the pages a change touches', () => {
  it.each<[string, Omit<Change, 'path'>, string[]]>([
    ['a body', { before: story, after: story, inLists: false, inPictures: false }, [own]],
    ['an old headline', { before: story, after: story, inLists: true, inPictures: false }, [days, own]],
    ['a new old story', { after: story, inLists: true, inPictures: false }, [...counts, days, own]],
    [
      'an old story that is gone',
      { before: story, inLists: true, inPictures: false },
      [...counts, days, own],
    ],
    [
      'a topic added, however many stories it has',
      { before: story, after: { ...story, topics: ['海峡'] }, inLists: true, inPictures: false },
      [days, own, 'topic:en/海峡'],
    ],
    [
      'a topic removed',
      { before: { ...story, topics: ['بحر'] }, after: story, inLists: true, inPictures: false },
      [days, own, 'topic:en/بحر'],
    ],
    [
      'a topic kept, too far down its list',
      {
        before: { ...story, topics: ['x'] },
        after: { ...story, topics: ['x'] },
        inLists: true,
        inPictures: false,
      },
      [days, own],
    ],
    [
      'an author added, however much they wrote',
      { before: story, after: { ...story, authors: ['林桥'] }, inLists: true, inPictures: false },
      ['author:en/林桥', days, own],
    ],
    [
      'another day of the same month',
      { before: story, after: { ...story, day: '2025-05-17' }, inLists: true, inPictures: false },
      [days, 'archive:en/2025-05', 'archive:en/2025-05-17', own, 'story:2025-05-17/talks'],
    ],
    [
      'another month of the same year',
      { before: story, after: { ...story, day: '2025-06-01' }, inLists: true, inPictures: false },
      [
        'archive:en/2025',
        'archive:en/2025-05',
        days,
        'archive:en/2025-06',
        'archive:en/2025-06-01',
        own,
        'story:2025-06-01/talks',
      ],
    ],
    ['a page’s text', { before: page, after: page, inLists: false, inPictures: false }, ['page:about']],
    ['a page’s title', { before: page, after: page, inLists: true, inPictures: false }, ['site']],
    ['a page that is gone', { before: page, inLists: true, inPictures: false }, ['site']],
  ])('%s', (_, change, expected) => {
    expect(keys(change)).toEqual(expected.sort())
  })

  it.each([
    ['front:en', { lang: 'en' }, listSizes.front],
    ['front:en', { section: 'world', lang: 'en' }, listSizes.frontSection + listSizes.front],
    ['section:en/world', { section: 'world', lang: 'en' }, listSizes.sectionFront],
  ])('%s when it is within a list %o of %d', (key, of, place) => {
    const change = { before: story, after: story, inLists: true, inPictures: false }
    expect(keys(change, list(of, place, 1000)), 'in its last place').toContain(key)
    expect(keys(change, list(of, place, undefined)), 'in a shorter list').toContain(key)
    expect(keys(change, list(of, place, 1001)), 'just outside').not.toContain(key)
  })

  it('the front page when the story leads it, whatever its age', () => {
    const change = { before: story, after: story, inLists: true, inPictures: false }
    expect(keys(change, { lead: '2025-05-16/talks' })).toContain('front:en')
    expect(keys(change, { lead: '2025-05-16/talk' })).not.toContain('front:en')
  })

  it('pages that link to it, once its URL has changed', () => {
    const linking = (asked: string) =>
      asked === path ? [{ ...story, slug: '海峡', section: 'sport' }, page] : []
    const moved = { before: story, after: { ...story, section: 'sport' }, inLists: true, inPictures: false }
    expect(keys(moved, { linking })).toEqual(expect.arrayContaining(['story:2025-05-16/海峡', 'page:about']))
    const kept = keys(
      { before: story, after: { ...story, topics: ['x'] }, inLists: true, inPictures: false },
      { linking },
    )
    expect(kept).not.toContain('page:about')
    for (const gone of [{ before: story }, { after: story }])
      expect(keys({ ...gone, inLists: true, inPictures: false }, { linking })).toContain('page:about')
  })

  it('those that name it as the one to read next, before and now', () => {
    const following = ({ section }: StoryFacts) => [{ day: '2025-05-17', slug: `after-${section}` }]
    const change = { before: story, after: { ...story, section: 'sport' }, inLists: true, inPictures: false }
    expect(keys(change, { following })).toEqual(
      expect.arrayContaining(['story:2025-05-17/after-world', 'story:2025-05-17/after-sport']),
    )
  })
})

describe('a page of a list that appears or disappears', () => {
  const onTopic = { ...story, topics: ['بحر'] }

  it('is named by the same page in other languages: first and last story on a topic', () => {
    expect(keys({ after: onTopic, inLists: true, inPictures: false }, { count: onTopicOnly(1) })).toContain(
      'topic:بحر',
    )
    expect(keys({ before: onTopic, inLists: true, inPictures: false }, { count: onTopicOnly(0) })).toContain(
      'topic:بحر',
    )
    expect(
      keys({ after: onTopic, inLists: true, inPictures: false }, { count: onTopicOnly(2) }),
    ).not.toContain('topic:بحر')
    expect(
      keys({ before: onTopic, inLists: true, inPictures: false }, { count: onTopicOnly(1) }),
    ).not.toContain('topic:بحر')
  })

  it('is linked from its neighbours: first story of a day', () => {
    const after: Partial<Afterwards> = {
      count: (of) => ('period' in of && of.period.length === 10 ? 1 : 9),
      neighbours: (_, period) => (period.length === 10 ? ['2025-05-02', '2025-06-01'] : []),
    }
    const expected = ['archive:2025-05-16', 'archive:en/2025-05-02', 'archive:en/2025-06-01']
    expect(keys({ after: story, inLists: true, inPictures: false }, after)).toEqual(
      [...counts, ...expected, days, own].sort(),
    )
  })

  it('is on every page of its language: a section’s first story, and its last', () => {
    const withStories = (count: number) => ({ count: (of: CountOf) => ('section' in of ? count : 9) })
    const first = { after: story, inLists: true, inPictures: false }
    const last = { before: story, inLists: true, inPictures: false }
    expect(keys(first, withStories(1))).toContain('lang:en')
    expect(keys(last, withStories(0))).toContain('lang:en')
    expect(keys(first, withStories(2))).not.toContain('lang:en')
  })

  it('counts what many changes do together', () => {
    const changes = ['a', 'b', 'c'].map(
      (slug): Change => ({ path: slug, after: { ...onTopic, slug }, inLists: true, inPictures: false }),
    )
    expect(touchedKeys(changes, { ...busy, count: onTopicOnly(3) })).toContain(everyListKey('topic', 'بحر'))
    expect(touchedKeys(changes, { ...busy, count: onTopicOnly(4) })).not.toContain(
      everyListKey('topic', 'بحر'),
    )
  })
})

it('gives keys as pages carry them: encoded, for use in headers', () => {
  const chinese = { ...story, lang: 'zh-Hans', slug: '会谈' }
  expect([
    ...touchedKeys([{ path, after: chinese, before: chinese, inLists: false, inPictures: false }], busy),
  ]).toEqual(['story:2025-05-16/%E4%BC%9A%E8%B0%88'])
})
