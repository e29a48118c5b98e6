import { describe, expect, it } from 'vitest'
import { atOnce } from '../index/steps.ts'
import { storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { readHere } from '../testing/read-here.ts'
import { destinationsOf } from './destinations.ts'
import { unsent } from './outbox.ts'
import { publishInSlices, publishPass } from './publish-pass.ts'
import { wholeSiteFrom } from './whole-site.ts'

const destinations = destinationsOf(
  { hub: 'http://hub', indexNow: { key: 'abcd1234', endpoint: 'http://engine' } },
  'https://news.example',
  ['http://cache'],
)

function stories(count: number, title: string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`articles/2025/05/16/s-${n}.ar.md`, storyText({ title })]),
  )
}

/** A newsroom whose stories are published and have been changed since. */
function changed(count: number): TestNewsroom {
  const made = testNewsroom(stories(count, 'Before'))
  publishPass({ ...common(made), destinations: [], now: testNow })
  for (const [path, text] of Object.entries(stories(count, 'After'))) made.write(path, text)
  return made
}

function common({ db, folder }: TestNewsroom) {
  return { db, folder, preview: false, destinations, reading: readHere(folder) }
}

function slices(made: TestNewsroom) {
  return publishInSlices({ ...common(made), everything: true, paths: new Set(), clock: () => testNow })
}

function told({ db }: TestNewsroom, name: string): string[] {
  return unsent(db, name)?.items ?? []
}

describe('a pass in slices', () => {
  it('informs those outside after the last slice, of all of them', () => {
    const made = changed(250)
    const steps = slices(made)
    for (let step = steps.next(); ; step = steps.next()) {
      if (!step.done) {
        expect(told(made, 'cache http://cache')).toEqual([])
        continue
      }
      expect(step.value).toMatchObject({ result: { changed: 250 } })
      expect(step.value.result.keys).toEqual(expect.arrayContaining(['front:ar', 'story:2025-05-16/s-0']))
      expect(told(made, 'cache http://cache')).toEqual(step.value.result.keys)
      break
    }
    expect(told(made, 'indexnow http://engine')).toHaveLength(250)
  })

  it('drops the whole site when very much has changed; hubs are told which feeds that may be', () => {
    const made = changed(wholeSiteFrom)
    expect(atOnce(slices(made))).toMatchObject({ result: { changed: wholeSiteFrom, keys: ['site'] } })
    expect(told(made, 'cache http://cache')).toContain('site')
    expect(told(made, 'hub http://hub')).toEqual(
      expect.arrayContaining(
        ['/ar/feed.xml', '/ar/world/feed.xml'].map(() => expect.stringContaining('/ar/')),
      ),
    )
    expect(told(made, 'indexnow http://engine')).toHaveLength(wholeSiteFrom)
  })

  it('that was broken off is made up for by the next one, whatever that is', () => {
    const made = changed(250)
    const steps = slices(made)
    while (told(made, 'cache http://cache').length === 0 && titled(made, 'After') === 0) steps.next()
    // The process ends here. What was published is visible, and nobody has been informed.
    expect(titled(made, 'After')).toBeGreaterThan(0)
    const { keys } = publishPass({ ...common(made), now: testNow, scope: new Set() })
    expect(keys).toEqual(['site'])
    expect(told(made, 'cache http://cache')).toEqual(['site'])
    expect(publishPass({ ...common(made), now: testNow, scope: new Set() }).keys).toEqual([])
  })

  it('announces nothing through a pass that runs in between', () => {
    const made = changed(250)
    const steps = slices(made)
    while (titled(made, 'After') === 0) steps.next()
    const path = 'articles/2025/05/17/urgent.zh-Hans.md'
    made.write(path, storyText({ title: '急' }))
    const { keys } = publishPass({
      ...common(made),
      now: testNow,
      scope: new Set([path]),
      isBetween: true,
    })
    expect(keys).toContain('story:2025-05-17/urgent')
    expect(keys).not.toContain('story:2025-05-16/s-0')
    expect(keys).not.toContain('front:ar')
    expect(atOnce(steps).result.keys).toEqual(expect.arrayContaining(['front:ar', 'story:2025-05-16/s-0']))
  })

  it('that a full disk breaks off keeps what is done, drops what that touches here, and is owed outside', () => {
    const made = changed(250)
    const steps = slices(made)
    while (titled(made, 'After') === 0) steps.next()
    made.db.exec('PRAGMA query_only = 1')
    const { result, error } = atOnce(steps)
    expect(error).toMatchObject({ message: 'attempt to write a readonly database' })
    expect(result.keys).toEqual(['site'])
    expect(titled(made, 'After')).toBe(100)
    made.db.exec('PRAGMA query_only = 0')
    expect(atOnce(slices(made)).result).toMatchObject({ changed: 150, keys: ['site'] })
    expect(told(made, 'cache http://cache')).toContain('site')
  })
})

function titled({ db }: TestNewsroom, title: string): number {
  return Number(db.prepare("SELECT count(*) AS n FROM stories WHERE fields ->> '$.title' = ?").get(title)?.n)
}
