import { renameSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { siteYaml, storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { contentChangedAt, findStandingPage } from './queries/newsroom-queries.ts'
import { findStory, latestStories, storyBody } from './queries/story-queries.ts'
import { syncIndex } from './sync-index.ts'

const path = 'articles/2025/05/16/talks.en.md'
const other = 'articles/2025/05/17/more.en.md'
const key = { day: '2025-05-16', slug: 'talks' }
const otherKey = { day: '2025-05-17', slug: 'more' }

const unchanged = { read: 0, changed: false }

describe('a first pass', () => {
  it('puts stories and pages where they are found', () => {
    const made = testNewsroom({
      [path]: storyText({ topics: '[rising-seas]', authors: '[ada]' }, 'The body.\n'),
      'pages/about.en.md': '---\ntitle: About us\n---\nWho we are.\n',
    })
    expect(made.sync()).toEqual({ files: 2, read: 2, changed: true })
    const story = findStory(made.db, key, 'en')
    expect(story).toMatchObject({ path, lang: 'en', ...key, fields: { title: 'A headline' } })
    expect(storyBody(made.db, story?.id ?? 0)).toBe('The body.\n')
    expect(findStandingPage(made.db, 'about', 'en')).toEqual({
      path: 'pages/about.en.md',
      page: 'about',
      lang: 'en',
      fields: { title: 'About us' },
      body: 'Who we are.\n',
    })
    expect(made.problems()).toEqual([])
  })

  it('of a newsroom without stories is fine', () => {
    const made = testNewsroom()
    expect(made.sync()).toEqual({ files: 0, read: 0, changed: true })
    expect(made.newsroom().sectionIds).toEqual(['world', 'sport'])
  })

  it('leaves out one bad story, not the good ones around it', () => {
    const made = testNewsroom({
      [path]: storyText(),
      'articles/2025/05/16/broken.en.md': storyText({ section: 'wrold' }),
      'articles/2025/05/16/empty.en.md': '',
      [other]: storyText(),
    })
    expect(made.sync()).toMatchObject({ files: 4, read: 4, changed: true })
    expect(
      latestStories(made.db, 'en', 9)
        .map((story) => story.slug)
        .sort(),
    ).toEqual(['more', 'talks'])
    expect(made.problems()).toEqual([
      'articles/2025/05/16/broken.en.md:4:10: `section` names no section of this newsroom: "wrold". Did you mean "world"? New ones go into site.yaml.',
      'articles/2025/05/16/empty.en.md:1:1: The file is empty. Begin the file with a line ---, then fields such as "title: …", then a line ---.',
    ])
  })

  it('reports its progress', () => {
    const files = Array.from({ length: 150 }, (_, index) => [
      `articles/2025/05/16/a-${index}.en.md`,
      storyText(),
    ])
    const { db, folder } = testNewsroom(Object.fromEntries(files))
    const steps: [number, number][] = []
    syncIndex({ db, folder, now: testNow, onProgress: (done, total) => steps.push([done, total]) })
    expect(steps).toEqual([
      [0, 150],
      [100, 150],
      [150, 150],
    ])
    steps.length = 0
    syncIndex({ db, folder, now: testNow, onProgress: (done, total) => steps.push([done, total]) })
    expect(steps).toEqual([])
  })

  it('is for readers, unless a preview is asked for', () => {
    const { db, folder } = testNewsroom({ [path]: storyText({ status: 'draft' }) })
    syncIndex({ db, folder, now: testNow })
    expect(findStory(db, key, 'en')).toBeUndefined()
  })
})

describe('a later pass', () => {
  it('reads no file when nothing has changed', () => {
    const made = testNewsroom({ [path]: storyText() })
    expect(made.sync()).toEqual({ files: 1, read: 1, changed: true })
    const before = contentChangedAt(made.db)
    expect(made.sync()).toEqual({ files: 1, ...unchanged })
    expect(contentChangedAt(made.db)).toBe(before)
  })

  it('reads only the file that has changed', () => {
    const made = testNewsroom({ [path]: storyText(), [other]: storyText() })
    made.sync()
    const untouched = findStory(made.db, otherKey, 'en')
    made.write(path, storyText({ title: 'Another headline' }, 'Another body.\n'))
    expect(made.sync()).toEqual({ files: 2, read: 1, changed: true })
    const story = findStory(made.db, key, 'en')
    expect(story?.fields.title).toBe('Another headline')
    expect(storyBody(made.db, story?.id ?? 0)).toBe('Another body.\n')
    expect(findStory(made.db, otherKey, 'en')).toEqual(untouched)
  })

  it('sees no change in a file that was only touched', () => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    utimesSync(join(made.directory, path), new Date(), new Date(testNow))
    expect(made.sync()).toEqual({ files: 1, read: 1, changed: false })
    expect(made.sync()).toEqual({ files: 1, ...unchanged })
    expect(findStory(made.db, key, 'en')).toBeDefined()
  })

  it('notices a change that keeps the size', () => {
    const made = testNewsroom({ [path]: storyText({ title: 'One headline' }) })
    made.sync()
    const { size } = statSync(join(made.directory, path))
    made.write(path, storyText({ title: 'Two headline' }))
    utimesSync(join(made.directory, path), new Date(), new Date(testNow))
    expect(statSync(join(made.directory, path)).size).toBe(size)
    expect(made.sync()).toMatchObject({ read: 1, changed: true })
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('Two headline')
  })

  it('drops the story of a file that is gone', () => {
    const made = testNewsroom({ [path]: storyText(), [other]: storyText() })
    made.sync()
    made.remove(path)
    expect(made.sync()).toEqual({ files: 1, read: 0, changed: true })
    expect(findStory(made.db, key, 'en')).toBeUndefined()
    expect(findStory(made.db, otherKey, 'en')).toBeDefined()
  })

  it('drops everything of a file that is gone', () => {
    const fields = { topics: '[a]', authors: '[ada]', aliases: '[/old]' }
    const made = testNewsroom({ [path]: storyText(fields, '[b](c.en.md)') })
    made.sync()
    made.remove(path)
    made.sync()
    expect(made.problems()).toEqual([])
    for (const table of ['files', 'stories', 'bodies', 'story_topics', 'story_authors', 'aliases', 'links'])
      expect(made.db.prepare(`SELECT count(*) AS rows FROM ${table}`).get()).toEqual({ rows: 0 })
  })

  it('drops the page of a file that is gone', () => {
    const made = testNewsroom({ 'pages/about.en.md': '---\ntitle: About\n---\n' })
    made.sync()
    made.remove('pages/about.en.md')
    expect(made.sync()).toMatchObject({ changed: true })
    expect(findStandingPage(made.db, 'about', 'en')).toBeUndefined()
  })

  it('moves the story of a file that was renamed', () => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    renameSync(join(made.directory, path), join(made.directory, path.replace('talks', 'talks-begin')))
    expect(made.sync()).toEqual({ files: 1, read: 1, changed: true })
    expect(findStory(made.db, key, 'en')).toBeUndefined()
    expect(findStory(made.db, { ...key, slug: 'talks-begin' }, 'en')?.fields.title).toBe('A headline')
  })

  it('lets two files swap their names', () => {
    const made = testNewsroom({
      [path]: storyText({ title: 'First' }),
      [other]: storyText({ title: 'Second' }),
    })
    made.sync()
    made.write(path, storyText({ title: 'Second' }))
    made.write(other, storyText({ title: 'First' }))
    made.sync()
    expect(findStory(made.db, key, 'en')?.fields.title).toBe('Second')
    expect(findStory(made.db, otherKey, 'en')?.fields.title).toBe('First')
  })
})

describe('settings', () => {
  it('that change how the site looks change the site, but no story is read for it', () => {
    const made = testNewsroom({ [path]: storyText() })
    made.sync()
    made.write('site.yaml', siteYaml.replace('The Test Post, ar', 'The New Post, ar'))
    expect(made.sync()).toEqual({ files: 1, read: 0, changed: true })
    expect(made.newsroom().site.name).toEqual({ en: 'The New Post', ar: 'بريد الاختبار' })
    made.write('redirects.yaml', '/old: gone\n')
    expect(made.sync()).toEqual({ files: 1, read: 0, changed: true })
    expect(made.newsroom().redirects).toEqual({ '/old': 'gone' })
    expect(made.sync()).toEqual({ files: 1, ...unchanged })
  })

  it('drop the stories of a section that is removed, and say so', () => {
    const made = testNewsroom({ [path]: storyText({ section: 'sport' }), [other]: storyText() })
    made.sync()
    made.write('site.yaml', siteYaml.replace('  - { id: sport, name: Sport }\n', ''))
    expect(made.sync()).toEqual({ files: 2, read: 1, changed: true })
    expect(findStory(made.db, key, 'en')).toBeUndefined()
    expect(findStory(made.db, otherKey, 'en')).toBeDefined()
    expect(made.problems()).toEqual([
      `${path}:4:10: \`section\` names no section of this newsroom: "sport". Use one of: world. New ones go into site.yaml.`,
    ])
    made.write('site.yaml', siteYaml)
    made.sync()
    expect(findStory(made.db, key, 'en')).toBeDefined()
    expect(made.problems()).toEqual([])
  })

  it('drop the stories in a language that is removed', () => {
    const arabic = path.replace('.en.', '.ar.')
    const made = testNewsroom({ [path]: storyText(), [arabic]: storyText() })
    made.sync()
    expect(findStory(made.db, key, 'ar')).toBeDefined()
    made.write('site.yaml', siteYaml.replace('[en, ar, zh-Hans]', '[en, zh-Hans]'))
    made.sync()
    expect(findStory(made.db, key, 'ar')).toBeUndefined()
    expect(findStory(made.db, key, 'en')).toBeDefined()
    expect(made.problems()).toEqual([
      `${arabic}:1:1: "ar" is not a language of this site. Use one of: en, zh-Hans; or add it to site.yaml.`,
    ])
  })

  it('that name a new author make the stories good that needed it', () => {
    const made = testNewsroom({ [path]: storyText({ authors: '[bo]' }) })
    made.sync()
    expect(findStory(made.db, key, 'en')).toBeUndefined()
    made.write('authors/bo.yaml', 'name: Bo\n')
    expect(made.sync()).toMatchObject({ changed: true })
    expect(findStory(made.db, key, 'en')?.fields.authors).toEqual(['bo'])
    expect(made.problems()).toEqual([])
  })
})
