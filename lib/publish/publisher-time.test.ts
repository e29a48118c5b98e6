import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentRevision } from '../index/queries/newsroom-queries.ts'
import type { ContentFolder } from '../reading/content-folder.ts'
import { siteYaml, storyText, testNewsroom } from '../testing/newsroom.ts'
import { startPublisher } from '../testing/publisher.ts'

const day = 'articles/2025/05/16'
const start = Date.parse('2025-05-16T12:00:00Z')

// The test controls the clock; files and their events are real.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

describe('time', () => {
  it('lifts an embargo at its second, without any request', async () => {
    const made = testNewsroom({ [`${day}/later.ar.md`]: storyText({ date: at(60) }) })
    const { headline, passes } = await startPublisher(made)
    await pass(59_500)
    expect(headline('later', 'ar')).toBeUndefined()
    await pass(750)
    expect(headline('later', 'ar')).toBe('A headline')
    expect(passes.flatMap(({ keys }) => keys)).toEqual(
      expect.arrayContaining(['front:ar', 'section:ar/world']),
    )
  })

  it('ends a story at its second, even one whose file is broken by now', async () => {
    const path = `${day}/ends.zh-Hans.md`
    const story = storyText({ date: at(-60), expires: at(60) })
    const made = testNewsroom({ [path]: story })
    const { headline, lines, soon } = await startPublisher(made)
    made.write(path, 'broken')
    await soon(() => expect(lines).toMatchObject([{ event: 'cannot be published' }]))
    await pass(59_500)
    expect(headline('ends', 'zh-Hans')).toBe('A headline')
    await pass(750)
    expect(headline('ends', 'zh-Hans')).toBeUndefined()
  })

  it('that is set back holds a story back again; that jumps ahead does all that is due', async () => {
    const made = testNewsroom({
      [`${day}/one.en.md`]: storyText({ date: at(600) }),
      [`${day}/two.en.md`]: storyText({ date: at(1200) }),
    })
    const { headline } = await startPublisher(made)
    const both = () => [headline('one'), headline('two')]
    vi.setSystemTime(start + 3_600_000)
    await pass(500)
    expect(both()).toEqual(['A headline', 'A headline'])
    vi.setSystemTime(start + 900_000)
    await pass(500)
    expect(both()).toEqual(['A headline', undefined])
    vi.setSystemTime(start)
    await pass(500)
    expect(both()).toEqual([undefined, undefined])
  })

  it('causes no work when nothing is due', async () => {
    const made = testNewsroom({ [`${day}/a.en.md`]: storyText({ date: at(-60) }) })
    const visit = vi.fn(made.folder.visit)
    const folder: ContentFolder = { ...made.folder, visit }
    const { passes } = await startPublisher(made, { folder })
    visit.mockClear()
    await pass(3_600_000)
    expect(passes).toEqual([])
    expect(visit).not.toHaveBeenCalled()
  })

  it('turns the day of front pages at midnight in the newsroom’s zone, and of nothing else', async () => {
    const made = testNewsroom({
      'site.yaml': siteYaml.replace(/timeZone: .*/, 'timeZone: Europe/Athens'),
      [`${day}/a.en.md`]: storyText({ date: at(-60) }),
    })
    const { passes } = await startPublisher(made)
    const revision = contentRevision(made.db)
    const midnight = Date.parse('2025-05-16T21:00:00Z')
    await pass(midnight - start - 500)
    expect(passes).toEqual([])
    await pass(1000)
    const fronts = made.newsroom().site.languages.map((lang) => `front:${lang}`)
    expect(passes.map(({ keys }) => keys)).toEqual([fronts])
    // What Next keeps was made for the day before.
    expect(contentRevision(made.db)).not.toBe(revision)
    await pass(3_600_000)
    expect(passes).toHaveLength(1)
  })
})
