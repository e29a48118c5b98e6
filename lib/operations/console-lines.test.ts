import { once } from 'node:events'
import { afterEach, expect, it, vi } from 'vitest'
import { logLines } from '../testing/log-lines.ts'
import { consoleToLog } from './console-lines.ts'

const own = { ...console }
const listeners = process.listeners('warning')

afterEach(() => {
  Object.assign(console, own)
  process.removeAllListeners('warning')
  for (const listener of listeners) process.on('warning', listener)
})

it('what is printed for people is a line of the log, whatever it holds', () => {
  const { log, lines } = logLines()
  const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
  consoleToLog(log)
  console.error(' \u001b[31m⨯\u001b[39m', new TypeError('no such thing\nat all'))
  console.warn('%s of %d', 'one', 2)
  console.log({ a: 1 })
  console.error('x'.repeat(10_000))
  for (const write of printed) {
    expect(write).not.toHaveBeenCalled()
    write.mockRestore()
  }
  expect(lines).toEqual([
    {
      level: 'error',
      event: 'console',
      text: expect.stringMatching(/^⨯ TypeError: no such thing\nat all\n +at /),
    },
    { level: 'warn', event: 'console', text: 'one of 2' },
    { level: 'info', event: 'console', text: '{ a: 1 }' },
    { level: 'error', event: 'console', text: 'x'.repeat(4000) },
  ])
})

it('a warning of Node’s is one too', async () => {
  const { log, lines } = logLines()
  consoleToLog(log)
  process.emitWarning('that is old', 'DeprecationWarning')
  await once(process, 'warning')
  expect(lines).toEqual([{ level: 'warn', event: 'console', text: 'DeprecationWarning: that is old' }])
})
