import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { logLines } from '../../testing/log-lines.ts'
import { temporaryFolder } from '../../testing/temporary.ts'
import { keepNext, type NextOptions } from './keep-next.ts'

/** Tells the page server that it listens, at a path that names the process. */
const listens = `process.send({ kind: 'listening', socketPath: '/socket-' + process.pid })`
const staysAlive = `setInterval(() => process.connected && process.send({ kind: 'alive' }), 100).unref()`
const endsWithItsParent = `process.on('disconnect', () => process.exit())`
const usual = [listens, staysAlive, endsWithItsParent].join('\n')

/** Starts a process that does what is said instead of running Next. */
async function start(program: string, options: Partial<NextOptions> = {}) {
  const file = join(temporaryFolder(), 'next.mjs')
  writeFileSync(file, program)
  const { log, events, lines } = logLines()
  const uncaught: string[] = []
  const next = await keepNext({ file, log, onUncaught: (what) => uncaught.push(what), ...options })
  onTestFinished(() => next.close(500))
  const told = async () => (await next.where()).socketPath
  return { next, events, lines, uncaught, told, program: (other: string) => writeFileSync(file, other) }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('knows where it listens, also when that changes', async () => {
  const { next, told } = await start(
    `${usual}\nsetTimeout(() => process.send({ kind: 'listening', socketPath: '/elsewhere' }), 200)`,
  )
  expect(await told()).toBe(`/socket-${next.pid()}`)
  await vi.waitFor(async () => expect(await told()).toBe('/elsewhere'), { timeout: 5000 })
})

it('is started again when it ends, and who asks meanwhile waits', async () => {
  const { next, told, events } = await start(usual)
  const before = next.pid() ?? 0
  process.kill(before, 'SIGKILL')
  await vi.waitFor(() => expect(next.restarts()).toBe(1))
  const path = await told()
  expect(next.pid()).not.toBe(before)
  expect(path).toBe(`/socket-${next.pid()}`)
  expect(next.failures()).toBe(0)
  expect(events()).toEqual(['Next ended'])
})

it('is ended and started again when it hangs', async () => {
  const { next, told, events } = await start(`${usual}\nsetTimeout(() => { for (;;); }, 300)`, {
    patience: 700,
  })
  const before = next.pid()
  await vi.waitFor(() => expect(next.restarts()).toBe(1), { timeout: 10_000 })
  await told()
  expect(next.pid()).not.toBe(before)
  expect(events().slice(0, 2)).toEqual(['Next hangs', 'Next ended'])
})

it('counts starts that came to nothing, each later than the one before, until one does', async () => {
  const { next, told, events, program } = await start(usual)
  program('process.exit(3)')
  process.kill(next.pid() ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(next.failures()).toBe(2), { timeout: 10_000 })
  program(usual)
  await vi.waitFor(() => expect(next.failures()).toBe(0), { timeout: 10_000 })
  expect(await told()).toBe(`/socket-${next.pid()}`)
  expect(events()).toEqual(['Next ended', 'Next ended', 'Next ended'])
})

it('says in one line why it cannot be started at all', async () => {
  await expect(start('process.exit(3)')).rejects.toThrow('Next cannot be started: code 3.')
  await expect(start(`process.kill(process.pid, 'SIGKILL')`)).rejects.toThrow(
    'Next cannot be started: SIGKILL.',
  )
})

it('passes on what it says: lines of the log as they are, errors by their kind', async () => {
  const { lines, uncaught } = await start(
    `${usual}
    console.error('out of memory')
    process.send({ kind: 'uncaught', what: 'unhandledRejection' })`,
  )
  await vi.waitFor(() => expect(uncaught).toEqual(['unhandledRejection']))
  await vi.waitFor(() =>
    expect(lines).toMatchObject([{ event: 'output', channel: 'stderr', text: 'out of memory' }]),
  )
})

it('is let go of, and ended when it does not go by itself', async () => {
  const polite = await start(`${usual}`)
  const pid = polite.next.pid() ?? 0
  await polite.next.close(10_000)
  expect(exists(pid)).toBe(false)
  const deaf = await start(`${listens}\n${staysAlive}\nsetInterval(() => {}, 1000)`)
  const other = deaf.next.pid() ?? 0
  await deaf.next.close(200)
  expect(exists(other)).toBe(false)
  await sleep(100)
  expect([polite.next.restarts(), deaf.next.restarts()]).toEqual([0, 0])
  expect([...polite.events(), ...deaf.events()]).toEqual([])
})
