import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../newsroom/problem.ts'
import { readAhead } from '../reading/read-ahead.ts'
import { siteYaml, storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { NoNewsroom } from './begin-pass.ts'
import { allProblems, findStandingPage, storedNewsroom } from './queries/newsroom-queries.ts'
import { findStory, latestStories } from './queries/story-queries.ts'
import { syncIndex } from './sync-index.ts'

const path = 'articles/2025/05/16/talks.en.md'
const key = { day: '2025-05-16', slug: 'talks' }
const neverEnds = `${path}:1:1: The front matter never ends. Add a line --- after its last field.`

/** The problems that syncing throws when it has no settings. */
function refusal(sync: () => unknown): Problem[] {
  try {
    sync()
  } catch (error) {
    if (error instanceof NoNewsroom) return error.problems
    throw error
  }
  throw new Error('It was not refused.')
}

describe('a file that is broken in many places', () => {
  const more = /^There are \d+ more problems in this file. Mend those above first.$/
  const many = (line: (index: number) => string) =>
    Array.from({ length: 3000 }, (_, index) => line(index)).join('\n')

  it.each([
    ['redirects.yaml', many((index) => `old-${index}: nowhere`)],
    ['authors/ada.yaml', `name: Ada\n${many((index) => `field-${index}: x`)}\n`],
    [
      'articles/2025/05/16/talks.en.md',
      storyText(
        {},
        many(() => '<nav>x</nav>\n'),
      ),
    ],
    [
      'articles/2025/05/16/links.en.md',
      storyText(
        {},
        many((index) => `[a](missing-${index}.en.md)\n`),
      ),
    ],
  ])('does not hide the problems of others: %s', (file, text) => {
    const made = testNewsroom({ [file]: text, 'pages/about.en.md': 'No front matter' })
    made.sync()
    const problems = allProblems(made.db)
    const own = problems.filter((problem) => problem.file === file)
    expect(own).toHaveLength(11)
    expect(own.at(-1)?.message).toMatch(more)
    expect(problems.find((problem) => problem.file === 'pages/about.en.md')).toBeDefined()
  })

  it('has few even where nothing else is left', () => {
    const { db, folder } = testNewsroom({ 'site.yaml': many((index) => `field-${index}: x`) })
    const problems = refusal(() => syncIndex({ db, folder, now: testNow }))
    expect(problems).toHaveLength(11)
    expect(problems.at(-1)?.message).toMatch(more)
  })
})

describe('a file that is broken', () => {
  it('leaves its last good version on the site', () => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    made.write(path, '---\ntitle: Half a st')
    expect(made.sync()).toEqual({ files: 1, read: 1, changed: false })
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('A headline')
    expect(made.problems()).toEqual([neverEnds])
  })

  it('is shown once it is fixed, and no longer reported', () => {
    const made = testNewsroom({ [path]: '---\ntitle: Half a st' })
    made.sync()
    expect(findStory(made.db, key, 'en')).toBeUndefined()
    expect(made.problems()).toEqual([neverEnds])
    made.write(path, storyText())
    expect(made.sync()).toMatchObject({ changed: true })
    expect(findStory(made.db, key, 'en')).toBeDefined()
    expect(made.problems()).toEqual([])
  })

  it('may go back to its last good version', () => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    made.write(path, '')
    made.sync()
    made.write(path, storyText())
    made.sync()
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('A headline')
    expect(made.problems()).toEqual([])
    expect(made.sync()).toMatchObject({ read: 0 })
  })

  it('is reported once, however often it is looked at', () => {
    const made = testNewsroom({ [path]: '---\ntitle: Half a st' })
    for (const _ of [1, 2, 3]) expect(made.sync().files).toBe(1)
    expect(made.sync()).toMatchObject({ changed: false })
    expect(made.problems()).toEqual([neverEnds])
  })

  it('takes its story off the site when it is removed', () => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    made.write(path, '')
    made.sync()
    made.remove(path)
    expect(made.sync()).toMatchObject({ changed: true })
    expect(findStory(made.db, key, 'en')).toBeUndefined()
    expect(made.problems()).toEqual([])
  })

  it('leaves the last good version of a page too', () => {
    const made = testNewsroom({ 'pages/about.en.md': '---\ntitle: About\n---\n' })
    made.sync()
    made.write('pages/about.en.md', '---\ntitel: About\n---\n')
    made.sync()
    expect(findStandingPage(made.db, 'about', 'en')?.fields.title).toBe('About')
    expect(made.problems()).toHaveLength(2)
  })

  it.each([
    [
      'too large',
      'a'.repeat(600 * 1024),
      'The file has 600 KB; 512 KB is the most. Split it into several stories.',
    ],
    [
      'not UTF-8',
      Uint8Array.from([0xff, 0xfe]),
      'The file is not UTF-8 text. Save it with the encoding UTF-8.',
    ],
  ])('because it is %s leaves its last good version too', (_, content, message) => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    made.write(path, content)
    made.sync()
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('A headline')
    expect(made.problems()).toEqual([`${path}:1:1: ${message}`])
  })

  it('because it is a link out of the content folder is reported as long as it is there', () => {
    const outside = join(temporaryFolder(), 'secret.en.md')
    writeFileSync(outside, storyText())
    const made = testNewsroom({ [path]: storyText() })
    symlinkSync(outside, join(made.directory, 'articles/2025/05/16/secret.en.md'))
    for (const _ of [1, 2]) {
      made.sync()
      expect(latestStories(made.db, 'en', 9).map(({ slug }) => slug)).toEqual(['talks'])
      expect(made.problems()).toEqual([
        'articles/2025/05/16/secret.en.md:1:1: This symbolic link leads out of the content folder. Put the file itself here.',
      ])
    }
    made.remove('articles/2025/05/16/secret.en.md')
    made.sync()
    expect(made.problems()).toEqual([])
  })

  it('in the most contrived way does not stop the others', () => {
    const made = testNewsroom({
      [path]: storyText(),
      'articles/2025/05/16/a.en.md': storyText({ kind: '{ toString: a, valueOf: b }' }),
      'articles/2025/05/16/b.en.md': `---\na: ${'['.repeat(9000)}\n---\n`,
      'articles/2025/05/16/c.en.md': storyText({}, '>'.repeat(100_000)),
      'articles/2025/05/16/d.en.md': '---\na: &a [*a]\ntopics: *a\nkind: *a\n---\n',
      'articles/2025/05/16/e\n.en.md': storyText(),
      'articles/2025/05/16/\u001b[2J.en.md': storyText(),
    })
    expect(made.sync()).toMatchObject({ files: 7, read: 7 })
    expect(latestStories(made.db, 'en', 9).map(({ slug }) => slug)).toEqual(['talks'])
    const files = new Set(made.problems().map((line) => line.split(':')[0]))
    expect(files.size).toBe(6)
  })
})

describe('settings that are broken', () => {
  it('at first, cannot be used at all', () => {
    const made = testNewsroom({ 'site.yaml': siteYaml.replace('Europe/Athens', 'Mars'), [path]: storyText() })
    expect(refusal(made.sync)).toEqual([
      {
        file: 'site.yaml',
        line: 3,
        column: 11,
        message: '`timeZone` is not a time zone. Write an IANA name such as Europe/Athens.',
      },
    ])
    expect(storedNewsroom(made.db)).toBeUndefined()
    expect(latestStories(made.db, 'en', 9)).toEqual([])
  })

  it('at first, can be fixed', () => {
    const made = testNewsroom({ 'site.yaml': '', [path]: storyText() })
    expect(refusal(made.sync)).toHaveLength(1)
    made.write('site.yaml', siteYaml)
    expect(made.sync()).toEqual({ files: 1, read: 1, changed: true })
    expect(made.problems()).toEqual([])
  })

  it.each([
    ['broken', (made: ReturnType<typeof testNewsroom>) => made.write('site.yaml', 'languages: [en')],
    ['removed', (made: ReturnType<typeof testNewsroom>) => made.remove('site.yaml')],
  ])('later (%s), leave the site as it is', (_, spoil) => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    const before = made.newsroom()
    spoil(made)
    expect(made.sync()).toEqual({ files: 1, read: 0, changed: false })
    expect(made.newsroom()).toEqual(before)
    expect(findStory(made.db, key, 'en')).toBeDefined()
    expect(made.problems()).toHaveLength(1)
    expect(made.problems()[0]).toMatch(/^site\.yaml:1:\d+: /)
    made.write('site.yaml', siteYaml)
    made.sync()
    expect(made.problems()).toEqual([])
  })

  it('later, do not keep new stories off the site', () => {
    const made = testNewsroom()
    made.sync()
    made.write('site.yaml', 'languages: [en')
    made.write(path, storyText())
    expect(made.sync()).toMatchObject({ read: 1, changed: true })
    expect(findStory(made.db, key, 'en')).toBeDefined()
  })

  it('of an author keep the author’s stories', () => {
    const made = testNewsroom({ [path]: storyText({ authors: '[ada]' }) })
    made.sync()
    made.write('authors/ada.yaml', 'name: [')
    expect(made.sync()).toMatchObject({ read: 0, changed: false })
    expect(findStory(made.db, key, 'en')).toBeDefined()
    expect(made.newsroom().authors.ada?.name).toBe('Ada Writer')
    expect(made.problems()[0]).toMatch(/^authors\/ada\.yaml:1:/)
  })
})

describe('a pass that fails midway', () => {
  const other = 'articles/2025/05/17/more.en.md'
  const reading: typeof readAhead = (...asked) => {
    const ahead = readAhead(...asked)
    return {
      ...ahead,
      take(file) {
        if (file === other) throw new Error('The disk is on fire.')
        return ahead.take(file)
      },
    }
  }

  it('leaves the index as it was', () => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    made.write(path, storyText({ title: 'Another headline' }))
    made.write(other, storyText())
    made.write('redirects.yaml', '/old: gone\n')
    const pass = () => syncIndex({ db: made.db, folder: made.folder, now: testNow, reading })
    expect(pass).toThrow('The disk is on fire.')
    expect(made.db.isTransaction).toBe(false)
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('A headline')
    expect(made.newsroom().redirects).toEqual({})
    expect(made.sync()).toEqual({ files: 2, read: 2, changed: true })
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('Another headline')
  })

  it('leaves a new index empty', () => {
    const made = testNewsroom({ [path]: storyText(), [other]: storyText() })
    const pass = () => syncIndex({ db: made.db, folder: made.folder, now: testNow, reading })
    expect(pass).toThrow('The disk is on fire.')
    expect(storedNewsroom(made.db)).toBeUndefined()
    expect(latestStories(made.db, 'en', 9)).toEqual([])
    expect(made.sync()).toEqual({ files: 2, read: 2, changed: true })
  })
})
