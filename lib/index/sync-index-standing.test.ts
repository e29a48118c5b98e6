import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { isPublicPicture, testPng } from '../testing/pictures.ts'
import { fileRecord } from './index-writes.ts'
import {
  aliasTarget,
  countByAuthor,
  countOnTopic,
  findStory,
  isGone,
  latestStories,
  newestOfAll,
  storiesOnDay,
  storyAtPath,
} from './queries/story-queries.ts'

type Made = ReturnType<typeof testNewsroom>

const path = 'articles/2025/05/16/talks.en.md'
const key = { day: '2025-05-16', slug: 'talks' }
const hour = 3_600_000
const iso = (time: number) => new Date(time).toISOString()

/** A story that would appear everywhere if it were public. */
function newsroomWith(fields: Record<string, string>): Made {
  return testNewsroom({
    'articles/2025/05/16/a.jpg': testPng(1200, 800),
    [path]: storyText({
      topics: '[rising-seas]',
      authors: '[ada]',
      aliases: '[/old]',
      image: '{ src: a.jpg, alt: A table }',
      ...fields,
    }),
  })
}

/** Every place where a public story appears. */
function traces({ db }: Made) {
  return {
    story: findStory(db, key, 'en') !== undefined,
    byPath: storyAtPath(db, path) !== undefined,
    latest: latestStories(db, 'en', 9).length,
    newest: newestOfAll(db, 9).length,
    day: storiesOnDay(db, 'en', key.day).length,
    topic: countOnTopic(db, 'en', 'rising-seas'),
    author: countByAuthor(db, 'en', 'ada'),
    picture: isPublicPicture(db, 'articles/2025/05/16/a.jpg'),
    bodies: Number(db.prepare('SELECT count(*) AS rows FROM bodies').get()?.rows),
  }
}

const everywhere = {
  story: true,
  byPath: true,
  latest: 1,
  newest: 1,
  day: 1,
  topic: 1,
  author: 1,
  picture: true,
  bodies: 1,
}
const nowhere = {
  story: false,
  byPath: false,
  latest: 0,
  newest: 0,
  day: 0,
  topic: 0,
  author: 0,
  picture: false,
  bodies: 0,
}

function recordOf({ db }: Made) {
  const { standing, due } = fileRecord(db, path) ?? {}
  return { standing, due }
}

describe('a story', () => {
  it.each([
    ['published', {}, everywhere, false, '/old', { standing: 'public', due: null }],
    ['a draft', { status: 'draft' }, nowhere, false, undefined, { standing: 'held', due: null }],
    [
      'embargoed',
      { date: iso(testNow + hour) },
      nowhere,
      false,
      undefined,
      { standing: 'held', due: testNow + hour },
    ],
    [
      'to expire',
      { expires: iso(testNow + hour) },
      everywhere,
      false,
      '/old',
      { standing: 'public', due: testNow + hour },
    ],
    ['expired', { expires: iso(testNow) }, nowhere, true, '/old', { standing: 'gone', due: null }],
    ['withdrawn', { status: 'withdrawn' }, nowhere, true, '/old', { standing: 'gone', due: null }],
  ])('%s', (_, fields, shown, gone, alias, record) => {
    const made = newsroomWith(fields)
    made.sync()
    expect(made.problems()).toEqual([])
    expect(traces(made)).toEqual(shown)
    expect(isGone(made.db, key, 'en')).toBe(gone)
    expect(aliasTarget(made.db, '/old')).toBe(alias && path)
    expect(recordOf(made)).toEqual(record)
  })

  it('is gone only in its own language', () => {
    const made = newsroomWith({ status: 'withdrawn' })
    made.write(path.replace('.en.', '.ar.'), storyText())
    made.sync()
    expect(isGone(made.db, key, 'en')).toBe(true)
    expect(isGone(made.db, key, 'ar')).toBe(false)
    expect(findStory(made.db, key, 'ar')).toBeDefined()
  })
})

describe('time that passes without a change of files', () => {
  it('shows an embargoed story from its moment on, not before', () => {
    const made = newsroomWith({ date: iso(testNow + hour) })
    made.sync()
    expect(made.sync({ now: testNow + hour - 1 })).toEqual({ files: 1, read: 0, changed: false })
    expect(traces(made)).toEqual(nowhere)
    expect(made.sync({ now: testNow + hour })).toEqual({ files: 1, read: 1, changed: true })
    expect(traces(made)).toEqual(everywhere)
    expect(recordOf(made)).toEqual({ standing: 'public', due: null })
    expect(made.sync({ now: testNow + 2 * hour })).toEqual({ files: 1, read: 0, changed: false })
  })

  it('takes a story down at its end, not before', () => {
    const made = newsroomWith({ expires: iso(testNow + hour) })
    made.sync()
    expect(made.sync({ now: testNow + hour - 1 })).toEqual({ files: 1, read: 0, changed: false })
    expect(traces(made)).toEqual(everywhere)
    expect(made.sync({ now: testNow + hour })).toEqual({ files: 1, read: 1, changed: true })
    expect(traces(made)).toEqual(nowhere)
    expect(isGone(made.db, key, 'en')).toBe(true)
    expect(made.sync({ now: testNow + 2 * hour })).toEqual({ files: 1, read: 0, changed: false })
  })

  it('shows, then takes down a story with both an embargo and an end', () => {
    const made = newsroomWith({ date: iso(testNow + hour), expires: iso(testNow + 2 * hour) })
    made.sync()
    made.sync({ now: testNow + hour })
    expect(traces(made)).toEqual(everywhere)
    expect(recordOf(made)).toEqual({ standing: 'public', due: testNow + 2 * hour })
    made.sync({ now: testNow + 2 * hour })
    expect(traces(made)).toEqual(nowhere)
  })

  it('takes down a story whose file has since become unreadable', () => {
    const made = newsroomWith({ expires: iso(testNow + hour) })
    made.sync()
    made.write(path, 'no front matter')
    made.sync()
    expect(traces(made)).toEqual(everywhere)
    expect(made.sync({ now: testNow + hour })).toMatchObject({ changed: true })
    expect(traces(made)).toEqual(nowhere)
    expect(isGone(made.db, key, 'en')).toBe(true)
    expect(made.problems()).toHaveLength(1)
    expect(made.sync({ now: testNow + hour })).toMatchObject({ changed: false })
    made.write(path, storyText({ title: 'Back again' }))
    made.sync({ now: testNow + hour })
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('Back again')
    expect(isGone(made.db, key, 'en')).toBe(false)
  })
})

describe('an edit', () => {
  it.each([
    ['withdraws a story', { status: 'withdrawn' }, true],
    ['makes a story a draft again', { status: 'draft' }, false],
    ['embargoes a story again', { date: iso(testNow + hour) }, false],
  ])('%s', (_, fields, gone) => {
    const made = newsroomWith({})
    made.sync()
    made.write(path, storyText(fields))
    expect(made.sync()).toMatchObject({ changed: true })
    expect(traces(made)).toEqual(nowhere)
    expect(isGone(made.db, key, 'en')).toBe(gone)
    expect(aliasTarget(made.db, '/old')).toBeUndefined()
  })

  it('brings a withdrawn story back', () => {
    const made = newsroomWith({ status: 'withdrawn' })
    made.sync()
    made.write(path, storyText())
    made.sync()
    expect(findStory(made.db, key, 'en')).toBeDefined()
    expect(isGone(made.db, key, 'en')).toBe(false)
  })
})

describe('a preview', () => {
  it.each([
    ['published', {}, undefined],
    ['a draft', { status: 'draft' }, 'draft'],
    ['an expired draft', { status: 'draft', expires: iso(testNow) }, 'draft'],
    ['embargoed', { date: iso(testNow + hour) }, 'embargoed'],
  ])('shows a story that is %s, and marks it so', (_, fields, held) => {
    const made = newsroomWith(fields)
    made.sync({ preview: true })
    expect(traces(made)).toEqual(everywhere)
    expect(findStory(made.db, key, 'en')?.held).toBe(held)
  })

  it.each([
    ['withdrawn', { status: 'withdrawn' }],
    ['expired', { expires: iso(testNow) }],
  ])('does not show a story that is %s', (_, fields) => {
    const made = newsroomWith(fields)
    made.sync({ preview: true })
    expect(traces(made)).toEqual(nowhere)
    expect(isGone(made.db, key, 'en')).toBe(true)
  })

  it('removes the mark when the embargo is over', () => {
    const made = newsroomWith({ date: iso(testNow + hour) })
    made.sync({ preview: true })
    expect(made.sync({ preview: true, now: testNow + hour })).toMatchObject({ read: 1, changed: true })
    expect(findStory(made.db, key, 'en')).not.toHaveProperty('held')
  })

  it('leaves nothing behind when the same index is then made for readers', () => {
    const made = newsroomWith({ status: 'draft' })
    made.sync({ preview: true })
    expect(made.sync()).toMatchObject({ changed: true })
    expect(traces(made)).toEqual(nowhere)
  })
})
