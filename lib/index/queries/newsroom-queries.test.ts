import { describe, expect, it } from 'vitest'
import { localText } from '../../newsroom/local-text.ts'
import { siteYaml, storyText, testNewsroom } from '../../testing/newsroom.ts'
import { openIndexForWriting, statement } from '../index-database.ts'
import {
  allProblems,
  allStandingPages,
  contentChangedAt,
  findStandingPage,
  indexIdentity,
  standingPageTitles,
  storedNewsroom,
  storedSetting,
} from './newsroom-queries.ts'

const page = (title: string) => `---\ntitle: ${title}\n---\nText.\n`

describe('an empty index', () => {
  const db = openIndexForWriting(':memory:')

  it('holds no newsroom, and nothing else', () => {
    expect(storedNewsroom(db)).toBeUndefined()
    expect(storedSetting(db, 'rules')).toBeUndefined()
    expect(contentChangedAt(db)).toBe(0)
    expect(findStandingPage(db, 'about', 'en')).toBeUndefined()
    expect(allStandingPages(db)).toEqual([])
    expect(standingPageTitles(db, 'about', ['en', 'ar'])).toEqual({})
    expect(allProblems(db)).toEqual([])
  })

  it('has an identity', () => {
    expect(indexIdentity(db)).toHaveLength(32)
  })
})

describe('the stored newsroom', () => {
  const settings = (made: ReturnType<typeof testNewsroom>) => storedNewsroom(made.db)?.site.footer

  it('is parsed once as long as it is the same', () => {
    const made = testNewsroom({})
    made.sync()
    expect(storedNewsroom(made.db)).toBeDefined()
    expect(storedNewsroom(made.db)).toBe(storedNewsroom(made.db))
  })

  it('belongs to each index separately', () => {
    const [one, other] = [testNewsroom({}), testNewsroom({ 'pages/about.en.md': page('About us') })]
    one.sync()
    other.write('site.yaml', `${siteYaml}footer: [about]\n`)
    other.sync()
    expect([settings(one), settings(other), settings(one)]).toEqual([[], ['about'], []])
  })

  it('is what was committed, not what a failed pass has seen', () => {
    const made = testNewsroom({})
    made.sync()
    const store = (json: string) =>
      statement(made.db, "UPDATE settings SET value = ? WHERE name = 'newsroom'").run(json)
    const before = storedNewsroom(made.db)
    made.db.exec('BEGIN')
    store(JSON.stringify({ ...before, sectionIds: ['lost'] }))
    expect(storedNewsroom(made.db)?.sectionIds).toEqual(['lost'])
    made.db.exec('ROLLBACK')
    expect(storedNewsroom(made.db)).toEqual(before)
    store(JSON.stringify({ ...before, sectionIds: ['kept'] }))
    expect(storedNewsroom(made.db)?.sectionIds).toEqual(['kept'])
  })
})

describe('standing pages', () => {
  const made = testNewsroom({
    'pages/terms.en.md': page('Terms'),
    'pages/about.en.md': page('About us'),
    'pages/about.ar.md': page('من نحن'),
  })
  made.sync()

  it('are listed by name and language', () => {
    expect(allStandingPages(made.db)).toEqual([
      { page: 'about', lang: 'ar' },
      { page: 'about', lang: 'en' },
      { page: 'terms', lang: 'en' },
    ])
  })

  it('are found in the languages they are in', () => {
    expect(findStandingPage(made.db, 'about', 'ar')?.fields.title).toBe('من نحن')
    expect(findStandingPage(made.db, 'terms', 'ar')).toBeUndefined()
  })

  it('have titles by language, in the order of the site’s languages', () => {
    const titles = standingPageTitles(made.db, 'about', ['en', 'zh-Hans', 'ar'])
    expect(Object.entries(titles)).toEqual([
      ['en', 'About us'],
      ['ar', 'من نحن'],
    ])
    expect(localText(titles, 'zh-Hans')).toEqual({ text: 'About us', lang: 'en' })
  })
})

describe('the moment of the last change', () => {
  it('changes with what readers see, and only then', () => {
    const path = 'articles/2025/05/16/talks.en.md'
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    // Set back far enough to tell, however fast the passes are.
    const setBack = () => made.db.exec("UPDATE settings SET value = '5' WHERE name = 'changedAt'")
    setBack()
    made.sync()
    expect(contentChangedAt(made.db)).toBe(5)
    made.write('articles/2025/05/16/broken.en.md', '')
    made.sync()
    expect(contentChangedAt(made.db)).toBe(5)
    made.write(path, storyText({ title: 'Another headline' }))
    made.sync()
    expect(contentChangedAt(made.db)).toBeGreaterThan(5)
    setBack()
    made.remove(path)
    made.sync()
    expect(contentChangedAt(made.db)).toBeGreaterThan(5)
  })
})

describe('allProblems', () => {
  it('are sorted by file, line and column, whatever their kind', () => {
    const made = testNewsroom({
      'articles/2025/05/16/b.en.md': storyText({}, '\n\n\n\n[a](z.en.md) and [a](z.en.md)\n\n[a](y.en.md)\n'),
      'articles/2025/05/16/c.en.md': storyText({ aliases: '[/old]' }),
      'articles/2025/05/16/d.en.md': storyText({ aliases: '[/old]' }, '[a](z.en.md)'),
      'articles/2025/05/16/a.en.md': storyText({}, '\n\n<nav>\n\n<form>\n'),
    })
    made.sync()
    const places = allProblems(made.db).map(({ file, line, column }) => [file.slice(-7, -6), line, column])
    expect(places).toEqual([
      ['a', 9, 1],
      ['a', 11, 1],
      ['b', 11, 1],
      ['b', 11, 18],
      ['b', 13, 1],
      ['d', 1, 1],
      ['d', 8, 1],
    ])
  })
})
