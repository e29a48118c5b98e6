import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { readHere } from '../testing/read-here.ts'
import { allProblems, contentRevision, findStandingPage, storedNewsroom } from './queries/newsroom-queries.ts'
import { findStory, latestStories } from './queries/story-queries.ts'
import { filesPerSlice, syncInSlices } from './sync-in-slices.ts'
import { FolderReplaced } from './sync-index.ts'

const languages = ['en', 'ar', 'zh-Hans']
const day = 'articles/2025/05/16'

/** Stories of several days, in all languages. */
function stories(count: number, fields: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `articles/2025/05/1${n % 10}/s-${n}.${languages[n % 3]}.md`,
      storyText({ date: '2025-05-10T10:00:00Z', ...fields }),
    ]),
  )
}

function slices(made: TestNewsroom, paths?: string[]) {
  return syncInSlices({
    db: made.db,
    folder: made.folder,
    everything: paths === undefined,
    paths: new Set(paths),
    clock: () => testNow,
    reading: readHere(made.folder),
  })
}

/** Runs the whole pass; `between` is called after each step. */
function run(made: TestNewsroom, between: () => void = () => {}, paths?: string[]) {
  const steps = slices(made, paths)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    between()
  }
}

function writeAll(made: TestNewsroom, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) made.write(path, text)
}

function contents({ db }: TestNewsroom) {
  const all = languages.flatMap((lang) =>
    latestStories(db, lang, 5000).map(({ path, fields }) => ({ path, fields })),
  )
  return { stories: all.sort((a, b) => (a.path < b.path ? -1 : 1)), problems: allProblems(db) }
}

describe('a pass in slices', () => {
  it('gives the same result as a pass in one transaction', () => {
    const before = { ...stories(400), 'pages/about.ar.md': '---\ntitle: عن\n---\nنص\n' }
    const [one, other] = [testNewsroom(before), testNewsroom(before)]
    for (const made of [one, other]) {
      made.sync()
      writeAll(made, stories(350, { title: 'Changed', section: 'sport' }))
      writeAll(made, { [`${day}/broken.en.md`]: 'broken', 'pages/about.ar.md': '---\ntitel: x\n---\n' })
      for (let n = 350; n < 390; n += 1)
        made.remove(`articles/2025/05/1${n % 10}/s-${n}.${languages[n % 3]}.md`)
      made.write('site.yaml', siteYaml.replace('Rising seas', 'Seas'))
    }
    one.sync()
    expect(run(other)).toMatchObject({ changed: true })
    expect(contents(other)).toEqual(contents(one))
    expect(contents(other).stories).toHaveLength(360)
    expect(run(other)).toMatchObject({ read: 2, changed: false })
  })

  it('shows each slice as soon as it is done, as a new revision', () => {
    const made = testNewsroom(stories(400))
    made.sync()
    writeAll(made, stories(400, { title: 'New' }))
    const seen = new Map<string, number>()
    run(made, () => {
      seen.set(
        contentRevision(made.db),
        contents(made).stories.filter(({ fields }) => fields.title === 'New').length,
      )
    })
    const counts = [...seen.values()]
    expect(counts).toEqual(Array.from({ length: 5 }, (_, n) => n * filesPerSlice))
  })

  it('may take in what was saved between two slices, and never replaces it with anything older', () => {
    const made = testNewsroom(stories(500))
    made.sync()
    writeAll(made, stories(500, { title: 'Bulk' }))
    const paths = Object.keys(stories(500))
    let turn = 0
    run(made, () => {
      // One that is done already, one that will be soon, one that is last; one that is removed, one that is added.
      for (const path of [paths[turn % 500], paths[(turn * 37) % 500], paths[499]])
        if (path) made.write(path, storyText({ title: 'Saved', date: '2025-05-10T10:00:00Z' }))
      made.sync({ scope: [paths[turn % 500] ?? '', paths[(turn * 37) % 500] ?? '', paths[499] ?? ''] })
      made.write(`${day}/new-${turn}.en.md`, storyText({ title: 'Came' }))
      made.sync({ scope: [`${day}/new-${turn}.en.md`] })
      turn += 1
    })
    const onDisk = contents(made).stories
    made.sync()
    expect(contents(made).stories).toEqual(onDisk)
    expect(onDisk.filter(({ fields }) => fields.title === 'Came')).toHaveLength(turn)
  })

  it('keeps out a story that was removed between two slices, and keeps one that came back', () => {
    const made = testNewsroom({ ...stories(300), [`${day}/back.en.md`]: storyText() })
    made.sync()
    writeAll(made, stories(300, { title: 'Bulk' }))
    made.remove(`${day}/back.en.md`)
    const last = Object.keys(stories(300)).sort().at(-1) ?? ''
    let isDone = false
    run(made, () => {
      if (isDone || contents(made).stories.every(({ fields }) => fields.title !== 'Bulk')) return
      isDone = true
      made.remove(last)
      made.sync({ scope: [last] })
      made.write(`${day}/back.en.md`, storyText({ title: 'Back' }))
    })
    expect(contents(made).stories.map(({ path }) => path)).not.toContain(last)
    expect(findStory(made.db, { day: '2025-05-16', slug: 'back' }, 'en')).toBeDefined()
  })

  it('does not separate settings from the stories they affect, nor from pages they name', () => {
    const made = testNewsroom(stories(400, { section: 'sport' }))
    made.sync()
    made.write('site.yaml', `${siteYaml.replace('id: sport', 'id: games')}footer: [contact]\n`)
    made.write('pages/contact.en.md', '---\ntitle: Contact\n---\n')
    writeAll(made, stories(400, { section: 'games' }))
    run(made, () => {
      const known = storedNewsroom(made.db)
      const sections = new Set(contents(made).stories.map(({ fields }) => fields.section))
      for (const section of sections) expect(known?.sectionIds).toContain(section)
      for (const page of known?.site.footer ?? []) expect(findStandingPage(made.db, page, 'en')).toBeDefined()
      expect(contents(made).stories).toHaveLength(400)
    })
    expect(storedNewsroom(made.db)?.sectionIds).toContain('games')
  })

  it('uses settings that were saved between two slices', () => {
    const made = testNewsroom(stories(300))
    made.sync()
    writeAll(made, stories(300, { section: 'games' }))
    let turn = 0
    run(made, () => {
      turn += 1
      if (turn !== 3) return
      made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
      made.sync({ scope: ['site.yaml'] })
    })
    made.sync()
    expect(made.problems()).toEqual([])
    expect(contents(made).stories.every(({ fields }) => fields.section === 'games')).toBe(true)
  })

  it('never takes off a moved story before it is in its new place', () => {
    const made = testNewsroom(stories(300))
    made.sync()
    renameSync(join(made.directory, 'articles/2025/05'), join(made.directory, 'articles/2025/04'))
    run(made, () => {
      const slugs = new Set(contents(made).stories.map(({ path }) => path.split('/').at(-1)))
      expect(slugs.size).toBe(300)
    })
    expect(contents(made).stories.every(({ path }) => path.startsWith('articles/2025/04/'))).toBe(true)
    expect(contents(made).stories).toHaveLength(300)
  })

  it('lets a story have the place of one that is removed only later in the same pass', () => {
    // The same name to readers, two names to a file system that does not compose characters.
    const [composed, decomposed] = [`${day}/caf\u00e9.en.md`, `${day}/cafe\u0301.en.md`]
    const made = testNewsroom({ ...stories(300), [composed]: storyText() })
    made.sync()
    writeAll(made, stories(300, { title: 'Bulk' }))
    renameSync(join(made.directory, composed), join(made.directory, decomposed))
    run(made, () => {
      expect(findStory(made.db, { day: '2025-05-16', slug: 'caf\u00e9' }, 'en')).toBeDefined()
    })
    expect(made.problems()).toEqual([])
    expect(findStory(made.db, { day: '2025-05-16', slug: 'caf\u00e9' }, 'en')?.path).toBe(decomposed)
  })

  it('concludes nothing from what is missing in a folder that was replaced meanwhile', () => {
    const made = testNewsroom(stories(300))
    made.sync()
    for (const path of Object.keys(stories(300))) made.remove(path)
    const steps = slices(made)
    steps.next()
    steps.next()
    renameSync(made.directory, `${made.directory}-old`)
    renameSync(testNewsroom({ [`${day}/other.en.md`]: storyText() }).directory, made.directory)
    expect(() => {
      while (!steps.next().done);
    }).toThrow(FolderReplaced)
    expect(contents(made).stories.length).toBeGreaterThan(0)
  })
})
