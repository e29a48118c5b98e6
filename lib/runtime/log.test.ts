import { afterEach, expect, it, vi } from 'vitest'
import { createLog, type LogLevel, logLevels } from './log.ts'

const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)

afterEach(() => {
  written.mockClear()
  vi.useRealTimers()
})

/** What was written to stdout, as text. */
function output(): string {
  return written.mock.calls.map(([text]) => String(text)).join('')
}

it('writes a line of JSON: when, how severe, what, and more', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2025-05-20T12:00:00Z') })
  createLog('info')('warn', 'served stale', { path: '/en', reason: 'timeout' })
  expect(output()).toBe(
    '{"time":"2025-05-20T12:00:00.000Z","level":"warn","event":"served stale","path":"/en","reason":"timeout"}\n',
  )
})

it('keeps a message on one line', () => {
  createLog('info')('error', 'failed', { path: '/a\n{"level":"info"}\r\u001b[2J' })
  expect(output().trimEnd()).not.toMatch(/[\n\r]/)
  expect(output()).not.toContain(String.fromCharCode(27))
  expect(JSON.parse(output())).toMatchObject({ path: '/a\n{"level":"info"}\r\u001b[2J' })
})

it.each<[LogLevel, string[]]>([
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['info', ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
  ['silent', []],
])('from %s on writes %j', (least, expected) => {
  const log = createLog(least)
  for (const level of logLevels) if (level !== 'silent') log(level, 'happened')
  const lines = output().split('\n').filter(Boolean)
  expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(expected)
})
