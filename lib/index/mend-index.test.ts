import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestContext, vi } from 'vitest'
import { damages } from '../testing/damage.ts'
import { logLines } from '../testing/log-lines.ts'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { followIndex } from './follow-index.ts'
import { openIndexForWriting, openSharedIndex } from './index-database.ts'
import { damageOf } from './index-file.ts'
import { writeSetting } from './index-writes.ts'
import { type MenderOptions, mendIndex } from './mend-index.ts'
import { findStory, storyBody } from './queries/story-queries.ts'
import { syncIndex } from './sync-index.ts'

const count = 60
const body = '一段文字。\n\n'.repeat(100)
const { folder } = testNewsroom(
  Object.fromEntries(
    Array.from({ length: count }, (_, number) => [
      `articles/2025/05/16/会谈-${number}.zh-Hans.md`,
      storyText({ title: `第 ${number} 篇` }, body),
    ]),
  ),
)

/** An index of the folder, made once: to read sixty long texts takes longer than all that is tested here. */
const whole = join(temporaryFolder(), 'whole.sqlite')
const whoMadeIt = openIndexForWriting(whole)
syncIndex({ db: whoMadeIt, folder, now: testNow })
whoMadeIt.close()

/** An index on disk as the site has it: made by one who is gone, followed by readers and by one who writes. */
function openSite(onTestFinished: TestContext['onTestFinished'], make?: MenderOptions['make']) {
  const file = join(temporaryFolder(), 'index.sqlite')
  copyFileSync(whole, file)
  const reader = followIndex(file)
  const read = (number: number) => {
    const story = findStory(reader(), { day: '2025-05-16', slug: `会谈-${number}` }, 'zh-Hans')
    if (!story) throw new Error('There is no such story.')
    return storyBody(reader(), story.id).length
  }
  read(0)
  let writer = openSharedIndex(file)
  const { log, lines, events } = logLines()
  const mender = mendIndex({
    file,
    make: make ?? (async (path) => copyFileSync(whole, path)),
    aside: async (act) => {
      writer.close()
      act()
      writer = openSharedIndex(file)
    },
    log,
  })
  onTestFinished(() => {
    mender.close()
    writer.close()
  })
  const readAll = () => Array.from({ length: count }, (_, number) => read(number))
  return {
    file,
    mender,
    lines,
    events,
    readAll,
    write: () => syncIndex({ db: writer, folder, now: testNow }),
    note: () => writeSetting(writer, 'commit', String(performance.now())),
  }
}

const soon = (claim: () => void) => vi.waitFor(claim, { timeout: 15_000, interval: 50 })

// A mender looks every second, and these wait for it side by side.
describe.concurrent('an index that is read and written', () => {
  it.for(Object.entries(damages))(
    'with %s is whole again',
    async ([, damage], { expect, onTestFinished }) => {
      const site = openSite(onTestFinished)
      damage(site.file)
      // Where nothing was removed, the damage is what those meet who read what they have not in memory, or write.
      await soon(() => {
        try {
          site.readAll()
          site.note()
        } catch {
          // It is to be met.
        }
        expect(site.mender.times()).toBe(1)
      })
      expect(site.events()).toEqual(['index damaged', 'index made anew'])
      expect(site.mender.damage()).toBeUndefined()
      expect(site.readAll()).toEqual(Array.from({ length: count }, () => body.length))
      expect(site.write()).toMatchObject({ files: count, read: 0, changed: false })
      expect(damageOf(site.file)).toBeUndefined()
      expect(existsSync(`${site.file}.new`)).toBe(false)
    },
  )

  it('is mended when only the one who writes meets the damage', async ({ expect, onTestFinished }) => {
    const site = openSite(onTestFinished)
    damages['zeros from its second page on']?.(site.file)
    expect(() => site.write()).toThrow(expect.objectContaining({ path: site.file }))
    await soon(() => expect(site.mender.times()).toBe(1))
    expect(site.readAll()).toHaveLength(count)
  })

  it('is left alone when nothing is wrong with it', async ({ expect, onTestFinished }) => {
    const site = openSite(onTestFinished)
    site.write()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(site.events()).toEqual([])
    expect(site.mender.damage()).toBeUndefined()
  })
})

it.concurrent('tries again when an index cannot be made, and says why', async ({
  expect,
  onTestFinished,
}) => {
  let tries = 0
  const site = openSite(onTestFinished, async () => {
    tries += 1
    throw new Error('The disk is full.')
  })
  damages['itself deleted']?.(site.file)
  await soon(() => expect(tries).toBe(2))
  await soon(() => expect(site.mender.failures()).toBe(2))
  expect(site.mender.damage()).toBe('its files were removed or replaced')
  expect(site.lines).toMatchObject([
    { level: 'error', event: 'index damaged' },
    { level: 'error', event: 'index not made anew', reason: 'The disk is full.', againInSeconds: 1 },
    { level: 'error', event: 'index not made anew', reason: 'The disk is full.', againInSeconds: 2 },
  ])
  // What is open is read on.
  expect(site.readAll()).toHaveLength(count)
})
