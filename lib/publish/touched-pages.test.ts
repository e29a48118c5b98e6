import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Key } from '../keys/keys.ts'
import { archivePath, archiveSize, archiveStory, indexedArchive } from '../testing/archive.ts'
import { siteYaml, storyText, type TestNewsroom, testNow } from '../testing/newsroom.ts'
import { testPng } from '../testing/pictures.ts'
import { changedPages, shownPages } from '../testing/shown-pages.ts'
import { publishPass } from './publish-pass.ts'

const newest = archiveSize - 2
const old = 10
const hour = 3_600_000

function rewrite(number: number, fields: Record<string, string>, body?: string, lang = 'en') {
  return (made: TestNewsroom) => made.write(archivePath(number, lang), archiveStory(number, fields, body))
}

const expiring = { expires: '2025-05-20T13:00:00Z' }
const embargoed = { date: '2025-05-20T13:00:00Z' }

type Case = { before?: (made: TestNewsroom) => void; act?: (made: TestNewsroom) => void; later?: boolean }

const kinds: Record<string, Case> = {
  'only the body of a new story': { act: rewrite(newest, {}, 'More.\n') },
  'the headline of a new story': { act: rewrite(newest, { title: 'Another' }) },
  'the headline of an old story': { act: rewrite(old, { title: 'Another' }) },
  'the headline of a translation (ar)': { act: rewrite(newest, { title: 'عنوان آخر' }, '', 'ar') },
  'the headline of a translation (zh-Hans)': { act: rewrite(60, { title: '另一个标题' }, '', 'zh-Hans') },
  'the section of a new story': { act: rewrite(newest, { section: 'sport' }) },
  'the section of an old story': { act: rewrite(old, { section: 'sport' }) },
  'a topic added': { act: rewrite(old, { topics: '[rising-seas, 深海]' }) },
  'a topic removed': { act: rewrite(60, { topics: '[]' }) },
  'the first story on a topic': { act: rewrite(old, { topics: '[新话题]' }) },
  'the last story on a topic': {
    before: rewrite(old, { topics: '[وحيد]' }),
    act: rewrite(old, { topics: '[]' }),
  },
  'an author added': { act: rewrite(old, { authors: '[ada, نور]' }) },
  'the picture of a teaser': {
    before: (made) => made.write(archivePath(newest, 'en').replace(/[^/]*$/, 'q.jpg'), testPng(1200, 800)),
    act: rewrite(newest, { image: '{ src: q.jpg, alt: A quay }' }),
  },
  'a moment moved back by years': { act: rewrite(newest, { date: '2024-01-01T10:00:00Z' }) },
  'a moment moved forward': { act: rewrite(old, { date: '2025-05-19T10:00:00Z' }) },
  'a story withdrawn': { act: rewrite(70, { status: 'withdrawn' }) },
  'an old story withdrawn': { act: rewrite(2, { status: 'withdrawn' }) },
  'a story expired': { before: rewrite(newest, expiring), later: true },
  'an embargo lifted': { before: rewrite(newest, embargoed), later: true },
  'an old story removed': { act: (made) => made.remove(archivePath(20, 'en')) },
  'a translation removed': { act: (made) => made.remove(archivePath(20, 'ar')) },
  'all stories of a day removed': {
    act: (made) => made.remove(archivePath(40, 'en').replace(/\/[^/]*$/, '')),
  },
  'a new story': { act: (made) => made.write('articles/2025/05/16/new.en.md', storyText()) },
  'the first story of a day': { act: (made) => made.write('articles/2025/05/14/new.ar.md', storyText()) },
  'the first story of a year': {
    act: (made) => made.write('articles/2019/05/14/new.zh-Hans.md', storyText()),
  },
  'a new translation': { act: (made) => made.write(archivePath(21, 'ar'), archiveStory(21)) },
  'a file renamed': {
    act: ({ directory }) =>
      renameSync(
        join(directory, archivePath(20, 'en')),
        join(directory, archivePath(20, 'en').replace('story-20', 'بحر')),
      ),
  },
  'a story moved to another day': {
    act: ({ directory }) =>
      renameSync(
        join(directory, archivePath(20, 'en')),
        join(directory, archivePath(18, 'en').replace('story-18', 'story-20')),
      ),
  },
  'the body of a standing page': {
    act: (made) => made.write('pages/ethics.ar.md', '---\ntitle: ethics ar\n---\nنص\n'),
  },
  'the title of a standing page': {
    act: (made) => made.write('pages/about.zh-Hans.md', '---\ntitle: 关于\n---\n'),
  },
  'a standing page removed': { act: (made) => made.remove('pages/ethics.en.md') },
  'an author renamed': { act: (made) => made.write('authors/نور.yaml', 'name: نور الدين\n') },
  'an author removed': { act: (made) => made.remove('authors/نور.yaml') },
  'an author added to the newsroom': { act: (made) => made.write('authors/林桥.yaml', 'name: 林桥\n') },
  'the settings': { act: (made) => made.write('site.yaml', `${siteYaml}footer: [about, ethics]\n`) },
  'many changes at once': {
    act: (made) => {
      for (const number of [3, 17, 18, 33, 34, 76, 77, newest]) rewrite(number, { status: 'withdrawn' })(made)
      for (const number of [5, 16, 35, 75]) rewrite(number, { topics: '[深海]', section: 'sport' })(made)
      for (const slug of ['a', 'b', 'c']) made.write(`articles/2025/04/02/${slug}.en.md`, storyText())
    },
  },
}

const archive = indexedArchive()
const shownAtFirst = shownPages(archive(), testNow)

/** Makes a change; returns the pages that show something different afterwards, and those that are dropped. */
function publish({ before, act, later }: Case) {
  const made = archive()
  before?.(made)
  if (before) made.sync()
  const now = later ? testNow + 2 * hour : testNow
  const shown = before ? shownPages(made, testNow) : shownAtFirst
  act?.(made)
  const { keys, due } = publishPass({
    db: made.db,
    folder: made.folder,
    now,
    preview: false,
    destinations: [],
    ...(later && { scope: new Set<string>() }),
  })
  const changed = changedPages(shown, shownPages(made, now))
  const isDropped = (page: { keys: Key[] }) => page.keys.some((key) => keys.includes(key))
  const dropped = [...shown].flatMap(([path, page]) => (isDropped(page) ? [path] : []))
  const stale = changed.filter((page) => page.keys.length > 0 && !isDropped(page)).map(({ path }) => path)
  const unchanged = dropped.filter((path) => !changed.some((page) => page.path === path))
  return {
    made,
    keys,
    due,
    changed: changed.map(({ path }) => path),
    dropped,
    stale,
    unchanged,
    all: shown.size,
  }
}

describe('every page that shows something different after a change is dropped', () => {
  it.each(Object.entries(kinds))('%s', (_, kind) => {
    const { changed, stale } = publish(kind)
    expect(changed).not.toEqual([])
    expect(stale).toEqual([])
  })
})

describe('a change leaves alone what shows nothing of it', () => {
  const own = ['en', 'ar', 'zh-Hans'].map((lang) => `/${lang}/world/2025-05-16/story-78`)
  const isStory = (path: string) => /\/\d{4}-\d\d-\d\d\//.test(path)

  it.each([['en'], ['ar'], ['zh-Hans']])(
    'the body of a story: only its own pages are dropped (%s)',
    (lang) => {
      const { keys, dropped } = publish({ act: rewrite(newest, {}, 'More.\n', lang) })
      expect(keys).toEqual(['story:2025-05-16/story-78', `feed:${lang}`, `feed:${lang}/world`])
      expect(dropped).toEqual(own)
    },
  )

  it('the headline of an old story: among lists only its day and its topic', () => {
    const { dropped, all } = publish({ act: rewrite(old, { title: 'Another' }) })
    expect(dropped.filter((path) => !isStory(path))).toEqual([
      `/en/topics/${encodeURI('بحر')}`,
      '/en/archive/2024/12/31',
    ])
    expect(dropped.length).toBeLessThan(all / 15)
  })

  it('the headline of the newest story: fronts, its author and its day, in its language alone', () => {
    const { dropped } = publish({ act: rewrite(newest, { title: 'عنوان آخر' }, '', 'ar') })
    expect(dropped.filter((path) => !isStory(path))).toEqual([
      '/ar',
      '/ar/world',
      '/ar/authors/ada',
      '/ar/archive/2025/05/16',
    ])
    expect(dropped.filter(isStory)).toEqual(own)
  })

  it('a new story, an embargo, an expiry: nothing is dropped that still shows the same', () => {
    for (const name of ['a new story', 'an embargo lifted', 'a story expired'])
      expect(publish(kinds[name] ?? {}).unchanged, name).toEqual([])
  })

  it('a file saved unchanged, or redirects: nothing at all', () => {
    expect(publish({ act: rewrite(newest, {}) }).keys).toEqual([])
    const { keys } = publish({ act: (made) => made.write('redirects.yaml', '/old: /en\n') })
    expect(keys).toEqual([])
  })

  it('a standing page: its own pages for its text, all for its name, which footers show', () => {
    expect(publish(kinds['the body of a standing page'] ?? {}).keys).toEqual(['page:ethics'])
    expect(publish(kinds['the title of a standing page'] ?? {}).keys).toEqual(['site'])
  })

  it('the settings: the whole site is dropped', () => {
    const { keys, dropped, all } = publish(kinds['the settings'] ?? {})
    expect(keys).toEqual(['site'])
    expect(dropped).toHaveLength(all)
  })
})
