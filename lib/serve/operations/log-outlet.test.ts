import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createLogOutlet } from './log-outlet.ts'

/** A stream that takes what it is given when it is told to. */
function slowStream() {
  const taken: string[] = []
  const waiting: (() => void)[] = []
  const stream = new Writable({
    highWaterMark: 16,
    write(chunk, _, done) {
      waiting.push(() => {
        taken.push(String(chunk))
        done()
      })
    },
  })
  return {
    stream,
    taken: () => taken.join('').split('\n').filter(Boolean),
    async takeAll() {
      while (waiting.length > 0) {
        waiting.shift()?.()
        await sleep(0)
      }
    },
  }
}

it('keeps what is not taken within bounds, and says in its place how much is missing', async () => {
  const { stream, taken, takeAll } = slowStream()
  const outlet = createLogOutlet(stream, 1000)
  const line = (number: number) => `{"行":${10_000 + number}}`
  for (let number = 0; number < 500; number += 1) outlet.write(line(number))
  expect(stream.writableLength).toBeLessThanOrEqual(1000)
  const kept = 500 - outlet.lost()
  expect(kept).toBeGreaterThan(20)
  expect(kept).toBeLessThan(100)
  await takeAll()
  outlet.write(line(500))
  await takeAll()
  const lines = taken().map((text) => JSON.parse(text) as Record<string, unknown>)
  expect(lines.slice(0, kept)).toEqual(Array.from({ length: kept }, (_, number) => ({ 行: 10_000 + number })))
  expect(lines.slice(kept)).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      level: 'warn',
      event: 'log lines lost',
      count: outlet.lost(),
    },
    { 行: 10_500 },
  ])
})

it('goes on when nobody is there any more, and counts what nobody read', async () => {
  const stream = new Writable({
    write: (_, __, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  })
  const outlet = createLogOutlet(stream)
  for (let number = 0; number < 3; number += 1) {
    outlet.write('{}')
    await sleep(0)
  }
  expect(outlet.lost()).toBe(3)
  await outlet.flushed(1000)
})

it('goes on when the stream throws', async () => {
  const stream = new Writable()
  stream.write = () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }
  const outlet = createLogOutlet(stream)
  outlet.write('{}')
  expect(outlet.lost()).toBe(1)
  await outlet.flushed(1000)
})

it('waits for what is on its way, though not for ever', async () => {
  const { stream, taken, takeAll } = slowStream()
  const outlet = createLogOutlet(stream)
  outlet.write('{"last":"line"}')
  await outlet.flushed(20)
  expect(taken()).toEqual([])
  const flushed = outlet.flushed(10_000)
  await takeAll()
  await flushed
  expect(taken()).toEqual(['{"last":"line"}'])
})

/** A process that writes five megabytes of lines through an outlet, and then says on another channel how it fared. */
const program = `
  import { createLogOutlet } from './lib/serve/operations/log-outlet.ts'
  import { writeSync } from 'node:fs'
  const outlet = createLogOutlet(process.stdout)
  const line = JSON.stringify({ text: 'x'.repeat(980) })
  for (let number = 0; number < 5000; number += 1) {
    outlet.write(line)
    if (number % 100 === 0) await new Promise(setImmediate)
  }
  writeSync(2, JSON.stringify({ lost: outlet.lost(), waiting: process.stdout.writableLength }))
  await outlet.flushed(process.argv[1] === 'read' ? 20_000 : 200)
  process.exit(0)
`

it.each([
  ['nobody reads', 'leave'],
  ['whose reader has gone', 'destroy'],
  ['that is read', 'read'],
] as const)('does not stop for a pipe %s', async (_, how) => {
  const args = ['--input-type=module-typescript', '-e', program, how]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  if (how === 'destroy') child.stdout.destroy()
  const read = how === 'read' ? text(child.stdout) : undefined
  const ended = once(child, 'exit')
  const { lost, waiting } = JSON.parse(await text(child.stderr)) as { lost: number; waiting: number }
  expect(await ended).toEqual([0, null])
  expect(waiting).toBeLessThanOrEqual(1024 * 1024)
  if (how === 'leave') expect(lost).toBeGreaterThan(3500)
  if (how === 'destroy') expect(lost).toBeGreaterThan(3500)
  if (read) {
    const lines = (await read).trimEnd().split('\n')
    const told = lines.flatMap((line) => (JSON.parse(line) as { count?: number }).count ?? [])
    expect(lines.length - told.length + lost).toBe(5000)
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(lost)
  }
})
