import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishPass } from '../publish/publish-pass.ts'
import { storyText, type TestNewsroom, testNewsroom, testNow } from '../testing/newsroom.ts'
import { latestStories } from './queries/story-queries.ts'
import { syncInSlices } from './sync-in-slices.ts'

const day = 'articles/2025/05/16'
const half = 30_000
const told = 'articles:1:1: This folder was there and is not any more.'

function synced(): TestNewsroom & { articles: string; headlines(): string[] } {
  const made = testNewsroom({
    [`${day}/a.en.md`]: storyText(),
    [`${day}/محادثات.en.md`]: storyText({ title: 'Talks' }),
    'pages/about.en.md': '---\ntitle: About\n---\n',
  })
  made.sync()
  return {
    ...made,
    articles: join(made.directory, 'articles'),
    headlines: () => latestStories(made.db, 'en', 9).map(({ fields }) => fields.title),
  }
}

describe('a folder of all stories that is removed', () => {
  it('takes its stories down after half a minute, whatever a pass looks at', () => {
    const made = synced()
    const { db, folder, articles, headlines } = made
    rmSync(articles, { recursive: true })
    const pass = (now: number, scope: string[] = []) =>
      publishPass({ db, folder, now, scope: new Set(scope), preview: false, destinations: [] })
    expect(pass(testNow, ['articles'])).toMatchObject({ changed: 0, due: testNow + half })
    expect(headlines()).toHaveLength(2)
    expect(made.problems()).toEqual([expect.stringContaining(told)])
    expect(pass(testNow + half - 1, [day]).changed).toBe(0)
    expect(pass(testNow + half).changed).toBe(2)
    expect(headlines()).toEqual([])
    expect(made.problems()).toEqual([])
    expect(pass(testNow + half + 1).due, 'at midnight, for the date on front pages').toBe(
      Date.parse('2025-05-20T21:00:00Z'),
    )
  })

  it('does so in slices too', () => {
    const { db, folder, articles, headlines } = synced()
    rmSync(articles, { recursive: true })
    for (const [now, left] of [
      [testNow, 2],
      [testNow + half, 0],
    ] as const) {
      const steps = syncInSlices({ db, folder, everything: false, paths: new Set(), clock: () => now })
      while (!steps.next().done);
      if (now === testNow) publishPass({ db, folder, now, preview: false, destinations: [] })
      expect(headlines()).toHaveLength(left)
    }
  })

  it('and is back in time has lost nothing, and has as much time when it disappears again', () => {
    const made = synced()
    const away = join(made.directory, 'away')
    renameSync(made.articles, away)
    made.sync()
    renameSync(away, made.articles)
    made.sync({ now: testNow + half - 1, scope: ['articles'] })
    expect(made.problems()).toEqual([])
    renameSync(made.articles, away)
    made.sync({ now: testNow + half })
    made.sync({ now: testNow + half + 1 })
    expect(made.headlines()).toHaveLength(2)
    made.sync({ now: testNow + 2 * half })
    expect(made.headlines()).toEqual([])
  })

  it('and is back later brings them back', () => {
    const made = synced()
    const away = join(made.directory, 'away')
    renameSync(made.articles, away)
    made.sync()
    made.sync({ now: testNow + half })
    renameSync(away, made.articles)
    made.sync({ now: testNow + half + 1 })
    expect(made.headlines()).toHaveLength(2)
  })

  it('and comes back empty takes them down immediately', () => {
    const made = synced()
    rmSync(made.articles, { recursive: true })
    mkdirSync(made.articles)
    made.sync()
    expect(made.headlines()).toEqual([])
  })
})

it('a folder that suddenly is a link, or that cannot be entered, keeps its stories for any length of time', () => {
  const made = synced()
  const away = join(made.directory, 'away')
  renameSync(made.articles, away)
  symlinkSync(away, made.articles)
  for (const after of [0, half, 2 * half]) made.sync({ now: testNow + after })
  expect(made.headlines()).toHaveLength(2)
  rmSync(made.articles)
  renameSync(away, made.articles)
  chmodSync(made.articles, 0o000)
  for (const after of [0, half, 2 * half]) made.sync({ now: testNow + after })
  chmodSync(made.articles, 0o755)
  expect(made.headlines()).toHaveLength(2)
})
