import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { storyText, testNewsroom } from '../testing/newsroom.ts'
import { startPublisher } from '../testing/publisher.ts'
import { readHere } from '../testing/read-here.ts'

const day = 'articles/2025/05/16'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('finds within minutes what the system did not report', async () => {
  const made = testNewsroom({ 'notes/a.md': storyText() })
  mkdirSync(join(made.directory, day), { recursive: true })
  // Only the link's folder is watched, not that of its target.
  symlinkSync('../../../../notes/a.md', join(made.directory, day, 'a.ar.md'))
  const { headline, progress } = await startPublisher(made, { reading: readHere(made.folder) })
  const first = progress()?.lookedThroughAt
  expect(headline('a', 'ar')).toBe('A headline')
  made.write('notes/a.md', storyText({ title: 'عنوان آخر' }))
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(headline('a', 'ar')).toBe('A headline')
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  await vi.waitFor(() => expect(headline('a', 'ar')).toBe('عنوان آخر'))
  await vi.waitFor(() => expect(progress()?.lookedThroughAt).toBeGreaterThan(Number(first)))
})
