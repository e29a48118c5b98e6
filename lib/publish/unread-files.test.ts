import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { logLines } from '../testing/log-lines.ts'
import { createUnreadFiles } from './unread-files.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const path = 'articles/2025/05/16/会谈.zh-Hans.md'
const fault = { path, reason: 'EMFILE: too many open files' }

function start() {
  const { log, lines, events } = logLines()
  const tries: { at: number; paths: string[] }[] = []
  const started = Date.now()
  const unread = createUnreadFiles((paths) => {
    tries.push({ at: (Date.now() - started) / 1000, paths: [...paths] })
    unread.note(paths, [fault])
  }, log)
  return { unread, lines, events, tries }
}

describe('files the system cannot read', () => {
  it('are tried again after a second, and then ever later, and are logged once', () => {
    const { unread, lines, tries } = start()
    unread.note(undefined, [fault])
    vi.advanceTimersByTime(200_000)
    expect(tries.map(({ at }) => at)).toEqual([1, 3, 7, 15, 31, 63, 123, 183])
    expect(tries[0]?.paths).toEqual([path])
    expect(lines).toMatchObject([
      { level: 'error', event: 'files not read', file: path, reason: fault.reason },
    ])
    expect(unread.problem()).toBe(
      `The system cannot read ${path} (${fault.reason}). It is tried again; what was published stays.`,
    )
  })

  it('are forgotten once they were read, by whatever pass', () => {
    const { unread, events, tries } = start()
    unread.note(undefined, [fault, { path: 'articles/2024', reason: 'EIO: i/o error' }])
    expect(unread.problem()).toContain(`2 files, ${path} first, (EMFILE`)
    unread.note(new Set(['articles/2025']), [])
    expect(unread.problem()).toContain('articles/2024 (EIO')
    unread.note(new Set(['pages']), [])
    expect(unread.problem()).toBeDefined()
    unread.note(undefined, [])
    expect(unread.problem()).toBeUndefined()
    vi.advanceTimersByTime(200_000)
    expect(tries).toEqual([])
    expect(events()).toEqual(['files not read', 'files read again'])
  })
})
