import { describe, expect, it } from 'vitest'
import { storedSetting } from '../index/queries/newsroom-queries.ts'
import type { readAhead } from '../reading/read-ahead.ts'
import { siteYaml, storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { startPublisher } from '../testing/publisher.ts'
import { readHere } from '../testing/read-here.ts'

const day = 'articles/2025/05/16'
const urgent = `${day}/عاجل.ar.md`
const inSlices = 1000

/** Stories of different days, to be changed together. */
function stories(count: number, title = 'A headline'): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `articles/2025/04/${10 + (n % 15)}/story-${n}.${['en', 'zh-Hans'][n % 2]}.md`,
      storyText({ title, date: '2025-04-01T10:00:00Z' }),
    ]),
  )
}

function writeAll(made: TestNewsroom, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) made.write(path, text)
}

/** How many stories have a title now. */
function titled({ db }: TestNewsroom, title: string): number {
  return Number(db.prepare("SELECT count(*) AS n FROM stories WHERE fields ->> '$.title' = ?").get(title)?.n)
}

/** Reads in this thread, and takes as long for a whole slice as a busy machine may. */
function slowly(made: TestNewsroom, begins: (files: number) => void = () => {}): typeof readAhead {
  const reading = readHere(made.folder)
  return (run, paths) => {
    begins(paths.length)
    if (paths.length > 50) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    return reading(run, paths)
  }
}

describe('a change of very many files', () => {
  it('is announced once, as the whole site', { timeout: 120_000 }, async () => {
    const made = testNewsroom(stories(1300))
    const { passes, publisher } = await startPublisher(made, { reading: readHere(made.folder) })
    writeAll(made, stories(1300, 'Bulk'))
    await publisher.publish(true)
    // All pending file events have been handled when this returns.
    await publisher.publish(true)
    expect(titled(made, 'Bulk')).toBe(1300)
    expect(passes.map(({ changed }) => changed).reduce((sum, one) => sum + one, 0)).toBe(1300)
    const whole = passes.filter(({ keys }) => keys.some((key) => key === 'site'))
    expect(whole.map(({ keys }) => keys)).toEqual([['site']])
    expect(whole[0]?.changed).toBeGreaterThanOrEqual(1000)
  })

  it('lets a correction go first that is saved meanwhile; each slice is a new revision', async () => {
    const made = testNewsroom({ ...stories(inSlices), [urgent]: storyText() })
    const revisions = new Set<string | undefined>()
    const done: { title: string | undefined; left: number }[] = []
    let isSaved = false
    const { publisher, headline, soon } = await startPublisher(made, {
      reading: slowly(made, () => {
        revisions.add(storedSetting(made.db, 'revision'))
        if (titled(made, 'Bulk') === 0 || isSaved) return
        isSaved = true
        made.write(urgent, storyText({ title: 'تصحيح' }))
      }),
      published: () => {
        done.push({ title: headline('عاجل', 'ar'), left: inSlices - titled(made, 'Bulk') })
      },
    })
    done.length = 0
    revisions.clear()
    writeAll(made, stories(inSlices, 'Bulk'))
    await publisher.publish(true)
    await soon(() => expect(titled(made, 'Bulk')).toBe(inSlices))
    expect(done[0]?.title).toBe('تصحيح')
    expect(done[0]?.left).toBeGreaterThan(0)
    expect(done.at(-1)?.left).toBe(0)
    expect(revisions.size).toBeGreaterThanOrEqual(inSlices / 100)
  })

  it('loses none of many files saved meanwhile', { timeout: 60_000 }, async () => {
    const made = testNewsroom(stories(inSlices))
    const { publisher, soon } = await startPublisher(made, { reading: slowly(made) })
    writeAll(made, stories(inSlices, 'Bulk'))
    const bulk = publisher.publish(true)
    const saved = Object.keys(stories(inSlices)).filter((_, n) => n % 20 === 0)
    for (let round = 0; round < 5; round += 1)
      for (const path of saved) {
        made.write(path, storyText({ title: `Saved ${round}`, date: '2025-04-01T10:00:00Z' }))
        await new Promise(setImmediate)
      }
    await bulk
    await soon(() => expect(titled(made, 'Saved 4')).toBe(saved.length))
    expect(titled(made, 'Bulk')).toBe(inSlices - saved.length)
    await publisher.publish(true)
    expect(titled(made, 'Saved 4')).toBe(saved.length)
  })
})

describe('very many files that cannot be used', () => {
  it('do not make a saved story wait for them', async () => {
    const bad = Object.fromEntries(Object.keys(stories(300)).map((path) => [path, 'no front matter']))
    const made = testNewsroom({ ...bad, [urgent]: storyText() })
    const sizes: number[] = []
    const { headline, soon } = await startPublisher(made, {
      reading: slowly(made, (files) => sizes.push(files)),
    })
    sizes.length = 0
    made.write(urgent, storyText({ title: 'تصحيح' }))
    await soon(() => expect(headline('عاجل', 'ar')).toBe('تصحيح'))
    expect(sizes).toEqual([1])
  })

  it('are published once new settings make them good', async () => {
    const made = testNewsroom(stories(300))
    made.write('site.yaml', siteYaml.replace('id: world', 'id: news'))
    const { publisher, soon } = await startPublisher(made, { reading: readHere(made.folder) })
    await publisher.publish(true)
    expect(titled(made, 'A headline')).toBe(0)
    made.write('site.yaml', siteYaml)
    await soon(() => expect(titled(made, 'A headline')).toBe(300))
  })
})

describe('the full pass at a start', () => {
  it('lets a file go first that is saved then', async () => {
    const made = testNewsroom({ ...stories(inSlices), [urgent]: storyText() })
    made.sync()
    writeAll(made, stories(inSlices, 'While it was down'))
    const done: { title: unknown; left: number }[] = []
    const title = () =>
      made.db.prepare('SELECT fields ->> ? AS t FROM stories WHERE path = ?').get('$.title', urgent)?.t
    const starting = startPublisher(made, {
      reading: slowly(made),
      published: () => {
        done.push({ title: title(), left: inSlices - titled(made, 'While it was down') })
      },
    })
    made.write(urgent, storyText({ title: 'عاجل' }))
    const { soon, progress } = await starting
    await soon(() => expect(titled(made, 'While it was down')).toBe(inSlices))
    expect(done[0]?.title).toBe('عاجل')
    expect(done[0]?.left).toBeGreaterThan(0)
    await soon(() => expect(progress()).toMatchObject({ isRunning: false, waiting: 0, wrong: [] }))
    expect(progress()?.lookedThroughAt).toBeGreaterThan(0)
  })
})
