import { describe, expect, it } from 'vitest'
import { contentChangedAt } from '../index/queries/newsroom-queries.ts'
import { latestStories } from '../index/queries/story-queries.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { type Destination, destinationsOf } from './destinations.ts'
import { unsent } from './outbox.ts'
import { type PassOptions, publishPass } from './publish-pass.ts'

const path = 'articles/2025/05/16/محادثات.ar.md'
const siteUrl = 'https://news.example'
const destinations = destinationsOf({ indexNow: { key: 'abcd1234', endpoint: 'http://engine' } }, siteUrl, [
  'http://cache',
])

function run({ db, folder }: TestNewsroom, options: Partial<PassOptions> = {}) {
  return publishPass({ db, folder, now: testNow, preview: false, destinations, ...options })
}

function told({ db }: TestNewsroom, name: string): string[] {
  return unsent(db, name)?.items ?? []
}

describe('a pass', () => {
  it('the first, reports everything as new', () => {
    const made = testNewsroom({ [path]: storyText() })
    expect(run(made)).toMatchObject({ files: 1, read: 1, changed: 0, keys: ['site'] })
    expect(told(made, 'cache http://cache')).toEqual(['site'])
  })

  it('notes for each destination what to send, in the same transaction', () => {
    const made = testNewsroom({ [path]: storyText() })
    run(made, { destinations: [] })
    made.write(path, storyText({ title: 'عنوان' }))
    const failing: Destination = {
      name: 'failing',
      itemsOf: () => {
        throw new Error('no room')
      },
      requests: () => [],
      patience: 1,
    }
    expect(() => run(made, { destinations: [...destinations, failing] })).toThrow('no room')
    expect(latestStories(made.db, 'ar', 1)[0]?.fields.title).toBe('A headline')
    expect(told(made, 'cache http://cache')).toEqual([])
    const { keys } = run(made)
    expect(told(made, 'cache http://cache')).toEqual(keys)
    expect(told(made, 'indexnow http://engine')).toEqual([
      `/ar/world/2025-05-16/${encodeURIComponent('محادثات')}`,
    ])
  })

  it('tells search engines both addresses of a story that moved, and that of one that is gone', () => {
    const made = testNewsroom({ [path]: storyText(), 'pages/about.zh-Hans.md': '---\ntitle: 关于\n---\n' })
    run(made, { destinations: [] })
    made.write(path, storyText({ section: 'sport' }))
    made.remove('pages/about.zh-Hans.md')
    run(made)
    const slug = encodeURIComponent('محادثات')
    expect(told(made, 'indexnow http://engine').sort()).toEqual([
      `/ar/sport/2025-05-16/${slug}`,
      `/ar/world/2025-05-16/${slug}`,
      '/zh-Hans/about',
    ])
  })

  it('that finds nothing, informs nobody and leaves the time of the last change', () => {
    const made = testNewsroom({ [path]: storyText() })
    run(made, { destinations: [] })
    const before = contentChangedAt(made.db)
    expect(run(made)).toMatchObject({ read: 0, changed: 0, keys: [], changedAt: before })
    expect(told(made, 'cache http://cache')).toEqual([])
  })

  it('over new settings, renews the whole site and reports stories that are taken off it', () => {
    const made = testNewsroom({ [path]: storyText({ section: 'sport' }) })
    run(made, { destinations: [] })
    made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
    expect(run(made, { scope: new Set(['site.yaml']) })).toMatchObject({ keys: ['site'], changed: 1 })
    expect(told(made, 'indexnow http://engine')).toHaveLength(1)
  })

  it('over new settings and a new story, tells hubs where that is new', () => {
    const hub = destinationsOf({ hub: 'http://hub' }, siteUrl, [])
    const made = testNewsroom({ [path]: storyText() })
    run(made, { destinations: [] })
    made.write('site.yaml', siteYaml.replace('id: sport', 'id: games'))
    made.write('articles/2025/05/17/渡轮.zh-Hans.md', storyText({ section: 'games' }))
    expect(run(made, { destinations: hub }).keys).toEqual(['site'])
    const files = ['feed.xml', 'atom.xml', 'feed.json']
    const feeds = ['/zh-Hans', '/zh-Hans/games'].flatMap((list) => files.map((file) => `${list}/${file}`))
    expect(told(made, 'hub http://hub').sort()).toEqual(feeds.sort())
  })

  it('says when time will change something', () => {
    const made = testNewsroom({
      [path]: storyText({ expires: '2025-05-20T20:00:00Z' }),
      'articles/2025/05/16/later.en.md': storyText({ date: '2025-05-20T19:00:00Z' }),
    })
    expect(run(made).due).toBe(Date.parse('2025-05-20T19:00:00Z'))
    made.remove('articles/2025/05/16/later.en.md')
    expect(run(made).due).toBe(Date.parse('2025-05-20T20:00:00Z'))
    made.write(path, 'broken')
    expect(run(made).due, 'of the last good version').toBe(Date.parse('2025-05-20T20:00:00Z'))
    const midnight = Date.parse('2025-05-20T21:00:00Z')
    expect(run(made, { now: Date.parse('2025-05-20T20:00:00Z') }).due, 'in Athens').toBe(midnight)
    expect(run(made, { now: midnight }).due).toBe(Date.parse('2025-05-21T21:00:00Z'))
  })
})
