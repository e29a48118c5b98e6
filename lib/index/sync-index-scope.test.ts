import { mkdirSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import type { Change } from './change.ts'
import { findStandingPage, storedNewsroom } from './queries/newsroom-queries.ts'
import { knownPictures } from './queries/picture-queries.ts'
import { findStory, latestStories } from './queries/story-queries.ts'

const day = 'articles/2025/05/16'
const inDay = (slug: string) => ({ day: '2025-05-16', slug })

function headlines({ db }: TestNewsroom, lang = 'en'): string[] {
  return latestStories(db, lang, 1000)
    .map(({ fields }) => fields.title)
    .sort()
}

function synced(files: Record<string, string | Uint8Array> = {}): TestNewsroom {
  const made = testNewsroom(files)
  made.sync()
  return made
}

describe('a pass over a file', () => {
  it.each([
    ['en', 'talks'],
    ['ar', 'محادثات'],
    ['zh-Hans', '会谈'],
  ])('takes in what was saved there and looks at nothing else (%s)', (lang, slug) => {
    const path = `${day}/${slug}.${lang}.md`
    const made = synced({ [path]: storyText(), [`${day}/other.en.md`]: storyText({ title: 'Other' }) })
    made.write(path, storyText({ title: 'Corrected' }))
    made.write(`${day}/other.en.md`, storyText({ title: 'Not told of' }))
    expect(made.sync({ scope: [path] })).toEqual({ files: 1, read: 1, changed: true })
    expect(findStory(made.db, inDay(slug), lang)?.fields.title).toBe('Corrected')
    expect(findStory(made.db, inDay('other'), 'en')?.fields.title).toBe('Other')
  })

  it('adds a new one, and removes one that is gone', () => {
    const made = synced()
    made.write(`${day}/new.en.md`, storyText({ title: 'New' }))
    made.sync({ scope: [`${day}/new.en.md`] })
    expect(headlines(made)).toEqual(['New'])
    made.remove(`${day}/new.en.md`)
    expect(made.sync({ scope: [`${day}/new.en.md`] })).toEqual({ files: 0, read: 0, changed: true })
    expect(headlines(made)).toEqual([])
  })

  it('reads it even when its size and time are unchanged: two saves may fall into one tick', () => {
    const path = `${day}/talks.en.md`
    const made = testNewsroom({ [path]: storyText({ title: 'First' }) })
    utimesSync(join(made.directory, path), 1000, 1000)
    made.sync()
    made.write(path, storyText({ title: 'Later' }))
    utimesSync(join(made.directory, path), 1000, 1000)
    made.sync({ scope: [path] })
    expect(headlines(made)).toEqual(['Later'])
  })

  it('reports no change when its text is the same', () => {
    const path = `${day}/talks.en.md`
    const made = synced({ [path]: storyText() })
    const changes: Change[] = []
    made.write(path, storyText())
    const result = made.sync({ scope: [path], onChange: (change) => changes.push(change) })
    expect(result).toEqual({ files: 1, read: 1, changed: false })
    expect(changes).toEqual([])
  })

  it.each([
    ['outside of what holds content', 'notes/plan.en.md'],
    ['hidden', `${day}/.talks.en.md.swp`],
    ['above the folder', '../secret.en.md'],
    ['there no more', `${day}/gone.en.md`],
  ])('does nothing for one that is %s', (_, path) => {
    const made = synced({ [`${day}/talks.en.md`]: storyText() })
    if (!path.startsWith('..') && !path.includes('gone')) made.write(path, storyText({ title: 'Elsewhere' }))
    expect(made.sync({ scope: [path] })).toEqual({ files: 0, read: 0, changed: false })
    expect(headlines(made)).toEqual(['A headline'])
  })
})

describe('a pass over a folder', () => {
  it('looks at all it holds, and not at one whose name merely begins the same way', () => {
    const made = synced()
    made.write('articles/2025/05/1/a.en.md', storyText({ title: 'Wrong day' }))
    made.write(`${day}/a.en.md`, storyText({ title: 'A' }))
    made.write(`${day}/b.en.md`, storyText({ title: 'B' }))
    expect(made.sync({ scope: [day] })).toMatchObject({ files: 2, read: 2 })
    expect(headlines(made)).toEqual(['A', 'B'])
  })

  it('looks at a file once when it and its folders are named', () => {
    const made = synced()
    const paths = Array.from({ length: 250 }, (_, number) => `${day}/story-${number}.en.md`)
    for (const path of paths) made.write(path, storyText())
    const scope = ['articles/2025', day, ...paths]
    expect(made.sync({ scope })).toEqual({ files: 250, read: 250, changed: true })
    expect(headlines(made)).toHaveLength(250)
  })

  it('removes what a deleted one held', () => {
    const made = synced({
      [`${day}/a.en.md`]: storyText(),
      [`${day}/b.ar.md`]: storyText(),
      'articles/2025/05/17/c.en.md': storyText({ title: 'Stays' }),
    })
    made.remove(day)
    expect(made.sync({ scope: [day] })).toMatchObject({ changed: true })
    expect(headlines(made)).toEqual(['Stays'])
    expect(headlines(made, 'ar')).toEqual([])
  })

  it('follows one that was moved', () => {
    const made = synced({ [`${day}/a.zh-Hans.md`]: storyText() })
    mkdirSync(join(made.directory, 'articles/2025/06'), { recursive: true })
    renameSync(join(made.directory, day), join(made.directory, 'articles/2025/06/01'))
    made.sync({ scope: [day, 'articles/2025/06/01'] })
    expect(latestStories(made.db, 'zh-Hans', 9).map((story) => story.day)).toEqual(['2025-06-01'])
  })

  it('keeps everything when the folder of all stories is out of sight, and recovers', () => {
    const made = synced({ [`${day}/a.en.md`]: storyText() })
    renameSync(join(made.directory, 'articles'), join(made.directory, 'elsewhere'))
    expect(made.sync({ scope: ['articles'] })).toMatchObject({ changed: false })
    expect(headlines(made)).toEqual(['A headline'])
    expect(made.problems()).toEqual([expect.stringContaining('articles:1:1: This folder was there')])
    renameSync(join(made.directory, 'elsewhere'), join(made.directory, 'articles'))
    made.sync({ scope: ['articles'] })
    expect(made.problems()).toEqual([])
    expect(headlines(made)).toEqual(['A headline'])
  })
})

describe('a pass over a picture', () => {
  const path = `${day}/talks.ar.md`
  const pictured = storyText({ image: '{ src: quay.jpg, alt: A quay }' })

  it.each([
    ['the picture', `${day}/quay.jpg`],
    ['its folder', day],
  ])('makes a story good that needed it, when told of %s', (_, told) => {
    const made = synced({ [path]: pictured })
    expect(headlines(made, 'ar')).toEqual([])
    made.write(`${day}/quay.jpg`, testPng(1200, 800))
    expect(made.sync({ scope: [told] })).toEqual({ files: 1, read: 1, changed: true })
    expect(headlines(made, 'ar')).toEqual(['A headline'])
    expect(made.problems()).toEqual([])
  })

  it('counts as a change of the stories that show it, and of lists where it is the lead picture', () => {
    const within = `${day}/b.zh-Hans.md`
    const made = synced({
      [path]: pictured,
      [`${day}/quay.jpg`]: testPng(1200, 800),
      [within]: storyText({}, '![码头上的船](quay.jpg)\n'),
      [`${day}/b.en.md`]: storyText(),
    })
    const changes: Change[] = []
    made.write(`${day}/quay.jpg`, testPng(1200, 900))
    made.sync({ scope: [`${day}/quay.jpg`], onChange: (change) => changes.push(change) })
    expect(changes).toMatchObject([
      { path: within, inLists: false, after: { slug: 'b', lang: 'zh-Hans' } },
      { path, inLists: true, after: { slug: 'talks', lang: 'ar' } },
    ])
  })

  it('finds one that was replaced while nobody watched', () => {
    const made = synced({ [path]: pictured, [`${day}/quay.jpg`]: testPng(1200, 800) })
    const [before] = knownPictures(made.db)
    made.write(`${day}/quay.jpg`, testPng(1300, 800))
    expect(made.sync()).toMatchObject({ read: 1, changed: true })
    expect(knownPictures(made.db)).not.toContainEqual(before)
    expect(made.sync()).toMatchObject({ read: 0, changed: false })
  })
})

describe('a pass over settings', () => {
  const two = { [`${day}/a.en.md`]: storyText(), [`${day}/b.en.md`]: storyText({ section: 'sport' }) }

  it('reads no story for a change that affects none', () => {
    const made = synced(two)
    made.write('site.yaml', siteYaml.replace('The Test Post, ar', 'The Best Post, ar'))
    expect(made.sync({ scope: ['site.yaml'] })).toEqual({ files: 0, read: 0, changed: true })
    expect(made.newsroom().site.name).toMatchObject({ en: 'The Best Post' })
  })

  it('takes off the stories of a removed section, and brings them back with it', () => {
    const made = synced(two)
    made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
    made.sync({ scope: ['site.yaml'] })
    expect(findStory(made.db, inDay('b'), 'en')).toBeUndefined()
    expect(findStory(made.db, inDay('a'), 'en')).toBeDefined()
    expect(made.problems()).toEqual([expect.stringContaining('b.en.md:4:10: `section`')])
    made.write('site.yaml', siteYaml)
    made.sync({ scope: ['site.yaml'] })
    expect(findStory(made.db, inDay('b'), 'en')).toBeDefined()
    expect(made.problems()).toEqual([])
  })

  it.each([['grace'], ['نور'], ['林桥']])('makes the stories of a new author good: %s', (id) => {
    const made = synced({ [`${day}/a.en.md`]: storyText({ authors: `[${id}]` }) })
    expect(headlines(made)).toEqual([])
    made.write(`authors/${id}.yaml`, 'name: Someone\n')
    expect(made.sync({ scope: [`authors/${id}.yaml`] })).toMatchObject({ changed: true })
    expect(headlines(made)).toEqual(['A headline'])
  })

  it('takes down a page whose name a section takes, and brings it back', () => {
    const made = synced({ 'pages/games.en.md': '---\ntitle: Games\n---\n' })
    made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
    made.sync({ scope: ['site.yaml'] })
    expect(findStandingPage(made.db, 'games', 'en')).toBeUndefined()
    made.write('site.yaml', siteYaml)
    made.sync({ scope: ['site.yaml'] })
    expect(findStandingPage(made.db, 'games', 'en')).toBeDefined()
  })

  it('accepts a footer once the page it names is written', () => {
    const made = synced()
    made.write('site.yaml', `${siteYaml}footer: [contact]\n`)
    made.sync({ scope: ['site.yaml'] })
    expect(made.problems()).toEqual([expect.stringContaining('There is no pages/contact.en.md')])
    made.write('pages/contact.en.md', '---\ntitle: Contact\n---\n')
    made.sync({ scope: ['pages/contact.en.md'] })
    expect(made.problems()).toEqual([])
    expect(storedNewsroom(made.db)?.site.footer).toEqual(['contact'])
  })
})

describe('a pass for the clock alone', () => {
  const hour = 3_600_000

  it('lifts an embargo, ends a story, and undoes both when the clock is set back', () => {
    const made = synced({
      [`${day}/later.en.md`]: storyText({ title: 'Later', date: '2025-05-20T15:30:00+03:00' }),
      [`${day}/ends.en.md`]: storyText({ title: 'Ends', expires: '2025-05-20T15:30:00+03:00' }),
    })
    expect(headlines(made)).toEqual(['Ends'])
    expect(made.sync({ scope: [], now: testNow + hour })).toEqual({ files: 2, read: 2, changed: true })
    expect(headlines(made)).toEqual(['Later'])
    expect(made.sync({ scope: [], now: testNow })).toEqual({ files: 2, read: 2, changed: true })
    expect(headlines(made)).toEqual(['Ends'])
    expect(made.sync({ scope: [], now: testNow })).toEqual({ files: 0, read: 0, changed: false })
  })
})

it('keeps the order of stories of the same moment when one of them is corrected', () => {
  const slugs = ['a', 'b', 'c', 'd']
  const made = synced(Object.fromEntries(slugs.map((slug) => [`${day}/${slug}.en.md`, storyText()])))
  const order = () => latestStories(made.db, 'en', 9).map(({ slug }) => slug)
  const before = order()
  for (const slug of slugs) {
    made.write(`${day}/${slug}.en.md`, storyText({}, `Corrected ${slug}.\n`))
    made.sync({ scope: [`${day}/${slug}.en.md`] })
    expect(order()).toEqual(before)
  }
})
