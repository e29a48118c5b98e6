import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { findStandingPage } from './queries/newsroom-queries.ts'
import { aliasTarget, findStory, isGone } from './queries/story-queries.ts'

// The same name to readers, two names to a file system that does not compose characters.
const composed = 'articles/2025/05/16/caf\u00e9.en.md'
const decomposed = 'articles/2025/05/16/cafe\u0301.en.md'
const key = { day: '2025-05-16', slug: 'caf\u00e9' }
const rivalOf = (path: string) => `1:1: ${path} has the same URL. Rename one of the two.`

describe('two files with one URL', () => {
  const files = {
    [composed]: storyText({ title: 'Composed' }),
    [decomposed]: storyText({ title: 'Decomposed' }),
  }

  it('the first by path gets it, the other is reported', () => {
    const made = testNewsroom(files)
    made.sync()
    expect(findStory(made.db, key, 'en')?.path).toBe(decomposed)
    expect(made.problems()).toEqual([`${composed}:${rivalOf(decomposed)}`])
  })

  it.each([
    ['the one shown', decomposed, composed],
    ['the one reported', composed, decomposed],
  ])('when %s is removed, the other gets it', (_, removed, left) => {
    const made = testNewsroom(files)
    made.sync()
    made.remove(removed)
    made.sync()
    expect(findStory(made.db, key, 'en')?.path).toBe(left)
    expect(made.problems()).toEqual([])
  })

  it('the one that had it before keeps it', () => {
    const made = testNewsroom({ [composed]: files[composed] ?? '' })
    made.sync()
    made.write(decomposed, storyText({ title: 'Decomposed' }))
    made.sync()
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('Composed')
    expect(made.problems()).toEqual([`${decomposed}:${rivalOf(composed)}`])
  })

  it('a withdrawn story also keeps it', () => {
    const made = testNewsroom({ [composed]: storyText({ status: 'withdrawn' }) })
    made.sync()
    made.write(decomposed, storyText())
    made.sync()
    expect(isGone(made.db, key, 'en')).toBe(true)
    expect(findStory(made.db, key, 'en')).toBeUndefined()
    expect(made.problems()).toEqual([`${decomposed}:${rivalOf(composed)}`])
  })

  it('a draft does not claim it', () => {
    const made = testNewsroom({ [decomposed]: storyText({ status: 'draft' }), [composed]: storyText() })
    made.sync()
    expect(findStory(made.db, key, 'en')?.path).toBe(composed)
    expect(made.problems()).toEqual([])
  })

  it('of two embargoed stories the first gets it when their time comes', () => {
    const date = new Date(testNow + 1000).toISOString()
    const made = testNewsroom({ [composed]: storyText({ date }), [decomposed]: storyText({ date }) })
    made.sync()
    expect(made.problems()).toEqual([])
    made.sync({ now: testNow + 1000 })
    expect(findStory(made.db, key, 'en')?.path).toBe(decomposed)
    expect(made.problems()).toEqual([`${composed}:${rivalOf(decomposed)}`])
  })

  it('do not conflict on another day or in another language', () => {
    const made = testNewsroom({
      'articles/2025/05/16/talks.en.md': storyText(),
      'articles/2025/05/16/talks.ar.md': storyText(),
      'articles/2025/05/17/talks.en.md': storyText(),
    })
    made.sync()
    expect(made.problems()).toEqual([])
  })
})

describe('two stories with one alias', () => {
  const first = 'articles/2025/05/16/first.en.md'
  const second = 'articles/2025/05/17/second.en.md'
  const third = 'articles/2025/05/18/third.en.md'
  const claims = storyText({ aliases: '[/old]' })
  const taken = `1:1: The alias /old already leads to ${first}. Remove it from one of the two.`

  it('the first by path gets it, the others are reported, all are shown', () => {
    const made = testNewsroom({ [first]: claims, [second]: claims, [third]: claims })
    made.sync()
    expect(aliasTarget(made.db, '/old')).toBe(first)
    expect(made.problems()).toEqual([`${second}:${taken}`, `${third}:${taken}`])
    expect(findStory(made.db, { day: '2025-05-17', slug: 'second' }, 'en')).toBeDefined()
  })

  it.each([
    ['gives it up', (made: ReturnType<typeof testNewsroom>) => made.write(first, storyText())],
    ['is removed', (made: ReturnType<typeof testNewsroom>) => made.remove(first)],
  ])('when the first %s, the second gets it and nothing is wrong any more', (_, change) => {
    const made = testNewsroom({ [first]: claims, [second]: claims })
    made.sync()
    change(made)
    expect(made.sync()).toMatchObject({ changed: true })
    expect(aliasTarget(made.db, '/old')).toBe(second)
    expect(made.problems()).toEqual([])
  })

  it('may be written in two ways and is still one', () => {
    const made = testNewsroom({
      [first]: storyText({ aliases: '["/caf%C3%A9/", "/caf\u00e9"]' }),
      [second]: storyText({ aliases: '["/cafe\u0301"]' }),
    })
    made.sync()
    expect(aliasTarget(made.db, '/caf\u00e9')).toBe(first)
    expect(made.problems()).toEqual([
      `${second}:1:1: The alias /caf\u00e9 already leads to ${first}. Remove it from one of the two.`,
    ])
  })

  it('does not count if only a draft claims it', () => {
    const made = testNewsroom({
      [first]: storyText({ aliases: '[/old]', status: 'draft' }),
      [second]: claims,
    })
    made.sync()
    expect(aliasTarget(made.db, '/old')).toBe(second)
    expect(made.problems()).toEqual([])
  })
})

describe('a standing page', () => {
  const page = '---\ntitle: A page\n---\n'

  it('cannot have the name of a section', () => {
    const made = testNewsroom({ 'pages/sport.en.md': page })
    made.sync()
    expect(findStandingPage(made.db, 'sport', 'en')).toBeUndefined()
    expect(made.problems()).toEqual([
      'pages/sport.en.md:1:1: A section has the name sport too. Rename the page.',
    ])
  })

  it.each(['archive', 'topics', 'authors', 'search', 'live', 'report', 'errors'])(
    'cannot have the name %s, which the site itself needs',
    (name) => {
      const made = testNewsroom({ [`pages/${name}.en.md`]: page })
      made.sync()
      expect(findStandingPage(made.db, name, 'en')).toBeUndefined()
      expect(made.problems()).toEqual([
        `pages/${name}.en.md:1:1: The site uses the name ${name} itself. Rename the page.`,
      ])
    },
  )

  it('with the URL of another one is reported', () => {
    const made = testNewsroom({ 'pages/cafe\u0301.en.md': page, 'pages/caf\u00e9.en.md': page })
    made.sync()
    expect(findStandingPage(made.db, 'caf\u00e9', 'en')?.path).toBe('pages/cafe\u0301.en.md')
    expect(made.problems()).toEqual([
      'pages/caf\u00e9.en.md:1:1: pages/cafe\u0301.en.md has the same URL. Rename one of the two.',
    ])
  })
})
