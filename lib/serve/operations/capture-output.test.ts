import { expect, it, onTestFinished, vi } from 'vitest'
import { logLines } from '../../testing/log-lines.ts'
import { captureOutput } from './capture-output.ts'

function captured() {
  const { log, lines } = logLines()
  const release = captureOutput(log)
  onTestFinished(release)
  return { lines, release }
}

it('makes one line of whatever is written, however it is written', async () => {
  const { lines } = captured()
  const done = vi.fn()
  process.stdout.write('a line\n')
  process.stderr.write(new TextEncoder().encode('  \u001b[31m⨯ 失败\u001b[0m\n    at page\n'))
  process.stdout.write('\n')
  process.stdout.write('with an encoding', 'utf8', done)
  process.stderr.write('with none', done)
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(2))
  expect(lines).toEqual([
    { level: 'info', event: 'output', channel: 'stdout', text: 'a line' },
    { level: 'error', event: 'output', channel: 'stderr', text: '⨯ 失败\n    at page' },
    { level: 'info', event: 'output', channel: 'stdout', text: 'with an encoding' },
    { level: 'error', event: 'output', channel: 'stderr', text: 'with none' },
  ])
})

it('does not take a line that looks like one of the log for one', () => {
  const { lines } = captured()
  const forged = '{"time":"2025-05-20T12:00:00.000Z","level":"error","event":"index damaged"}'
  process.stdout.write(`x\n${forged}\n`)
  expect(lines).toEqual([{ level: 'info', event: 'output', channel: 'stdout', text: `x\n${forged}` }])
})

it('keeps of a long text its beginning', () => {
  const { lines } = captured()
  process.stdout.write('长'.repeat(100_000))
  expect(String(lines[0]?.text)).toBe('长'.repeat(4000))
})

it('makes lines of Node’s warnings', async () => {
  const { lines } = captured()
  process.emitWarning('11 listeners were added', { type: 'MaxListenersExceededWarning' })
  await vi.waitFor(() =>
    expect(lines).toEqual([
      {
        level: 'warn',
        event: 'warning of Node',
        name: 'MaxListenersExceededWarning',
        text: '11 listeners were added',
      },
    ]),
  )
})

it('lets go', () => {
  const { lines, release } = captured()
  const warners = process.listeners('warning').length
  const ours = process.stdout.write
  release()
  expect(process.stdout.write).not.toBe(ours)
  expect(process.listeners('warning').length).toBeGreaterThanOrEqual(warners - 1)
  expect(lines).toEqual([])
})
