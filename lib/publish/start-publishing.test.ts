import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openIndexForReading } from '../index/index-database.ts'
import { indexFile } from '../index/index-file.ts'
import { findStory } from '../index/queries/story-queries.ts'
import { readEnvironment } from '../runtime/environment.ts'
import { logLines } from '../testing/log-lines.ts'
import { storyText, type TestNewsroom, testNewsroom } from '../testing/newsroom.ts'
import { startReceiver } from '../testing/receiver.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { startPublishing } from './start-publishing.ts'

const path = 'articles/2025/05/16/会谈.zh-Hans.md'
const soon = (claim: () => void) => vi.waitFor(claim, { timeout: 15_000 })

/** @param before what to do to the index's file first */
function start(
  made: TestNewsroom,
  variables: Record<string, string> = {},
  before: (file: string) => void = () => {},
) {
  const environment = readEnvironment({
    CONTENT_DIR: made.directory,
    DATA_DIR: temporaryFolder(),
    LOG_LEVEL: 'silent',
    ...variables,
  })
  const file = indexFile(environment, false)
  before(file)
  const { log, lines } = logLines()
  const dropped: string[][] = []
  const publishing = startPublishing(environment, log, (keys) => dropped.push([...keys]))
  onTestFinished(() => publishing.close())
  const headline = () => {
    const db = openIndexForReading(file)
    const story = findStory(db, { day: '2025-05-16', slug: '会谈' }, 'zh-Hans')
    db.close()
    return story?.fields.title
  }
  return { publishing, lines, dropped, headline, file }
}

it('publishes in a thread, drops what that touches here, and then informs caches in front', async () => {
  const cache = await receiver()
  const made = testNewsroom({ [path]: storyText() })
  const variables = { PURGE_URLS: cache.url, PURGE_SECRET: 'nobody-guesses-it' }
  const { publishing, dropped, headline } = start(made, variables)
  expect(await publishing.publish(false)).toMatchObject({ ok: true })
  expect(dropped).toEqual([['site']])
  made.write(path, storyText({ title: '更正' }))
  await soon(() => expect(headline()).toBe('更正'))
  await soon(() => expect(dropped.at(-1)).toContain('front:zh-Hans'))
  await soon(() => expect(cache.requests.at(-1)?.headers['surrogate-key']).toContain('front:zh-Hans'))
  expect(cache.requests.at(-1)?.headers.authorization).toBe('Bearer nobody-guesses-it')
  await publishing.close()
})

it('restarts when its thread dies, finds what changed meanwhile, and drops what may be stale', async () => {
  const made = testNewsroom({ [path]: storyText() })
  const { publishing, lines, dropped, headline, file } = start(made, {}, (index) =>
    writeFileSync(index, 'no index'),
  )
  await soon(() => expect(lines).toMatchObject([{ level: 'error', event: 'publishing failed' }]))
  await soon(() => expect(dropped).toEqual([['site']]))
  expect(await publishing.publish(true)).toEqual({ ok: false, reason: 'publishing stopped' })
  rmSync(file)
  await soon(() => expect(headline()).toBe('A headline'))
  await soon(() => expect(dropped.length).toBeGreaterThan(1))
  expect(await publishing.publish(true)).toMatchObject({ ok: true })
})

it('can be closed while its thread is dead', async () => {
  const { publishing, lines, dropped } = start(testNewsroom(), {}, (index) => mkdirSync(index))
  await soon(() => expect(dropped).toEqual([['site']]))
  await publishing.close()
  expect(lines).toMatchObject([{ event: 'publishing failed', reason: 'unable to open database file' }])
})

it('waits for a missing content folder, in one thread, says so, and publishes it when it comes', async () => {
  const made = testNewsroom({ [path]: storyText() })
  const away = `${made.directory}-away`
  renameSync(made.directory, away)
  const { publishing, lines, dropped, headline } = start(made)
  await soon(() => expect(publishing.state().progress?.wrong).toHaveLength(1))
  expect(publishing.state().progress?.wrong[0]).toMatch(/^The content folder is not there \(ENOENT: /)
  expect(await publishing.publish(true)).toEqual({
    ok: false,
    reason: publishing.state().progress?.wrong[0],
  })
  renameSync(away, made.directory)
  await soon(() => expect(headline()).toBe('A headline'))
  await soon(() => expect(publishing.state().progress?.wrong).toEqual([]))
  // Whenever a thread ends, that is logged, and the whole site is dropped once more.
  expect(lines).toEqual([])
  expect(dropped).toEqual([['site']])
})

it('answers waiting callers when it is closed, and closes while news is being sent', async () => {
  const cache = await receiver()
  cache.answer(-1)
  const made = testNewsroom({ [path]: storyText() })
  const { publishing, lines } = start(made, { PURGE_URLS: cache.url })
  await soon(() => expect(cache.requests).toHaveLength(1))
  const [outcome] = await Promise.all([publishing.publish(true), publishing.close()])
  expect(outcome.ok === true || outcome.reason === 'publishing stopped').toBe(true)
  expect(lines).toEqual([])
})

/** A receiver that is closed after the test. */
async function receiver() {
  const started = await startReceiver()
  onTestFinished(started.close)
  return started
}
