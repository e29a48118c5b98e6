import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSettler, type SettleOptions } from './settle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function settler(options: Partial<SettleOptions> = {}) {
  const handed: string[][] = []
  const { add, close } = createSettler({ quiet: 40, max: 400, ...options }, (paths) =>
    handed.push([...paths]),
  )
  return { add: (...paths: string[]) => add(paths), close, handed }
}

it('hands on what came in once nothing more does, each path once', () => {
  const { add, handed } = settler()
  add('会谈.zh-Hans.md')
  vi.advanceTimersByTime(39)
  add('会谈.zh-Hans.md', 'محادثات.ar.md')
  vi.advanceTimersByTime(39)
  expect(handed).toEqual([])
  vi.advanceTimersByTime(1)
  expect(handed).toEqual([['会谈.zh-Hans.md', 'محادثات.ar.md']])
  vi.advanceTimersByTime(1000)
  expect(handed).toHaveLength(1)
})

it('does not wait for ever for a file that is written all the time', () => {
  const { add, handed } = settler()
  for (let time = 0; time < 2000; time += 10) {
    add('a')
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(40)
  expect(handed.length).toBeGreaterThanOrEqual(4)
  expect(handed.length).toBeLessThanOrEqual(6)
})

it('does so whatever happens to the clock meanwhile', () => {
  const { add, handed } = settler()
  add('a')
  vi.setSystemTime(Date.now() - 3_600_000)
  for (let time = 0; time < 1000; time += 10) {
    add('a')
    vi.advanceTimersByTime(10)
  }
  expect(handed.length).toBeGreaterThan(0)
})

it('starts again after it has handed on', () => {
  const { add, handed } = settler()
  add('a')
  vi.advanceTimersByTime(40)
  add('b')
  vi.advanceTimersByTime(40)
  expect(handed).toEqual([['a'], ['b']])
})

it('waits while Git is at work, and takes what comes in meanwhile', () => {
  let busy = true
  const { add, handed } = settler({ isBusy: () => busy, maxBusy: 30_000 })
  add('a')
  vi.advanceTimersByTime(5000)
  add('b')
  vi.advanceTimersByTime(5000)
  expect(handed).toEqual([])
  busy = false
  vi.advanceTimersByTime(40)
  expect(handed).toEqual([['a', 'b']])
})

it('ignores a lock that was left behind', () => {
  const { add, handed } = settler({ isBusy: () => true, maxBusy: 30_000 })
  add('a')
  vi.advanceTimersByTime(29_000)
  expect(handed).toEqual([])
  vi.advanceTimersByTime(2000)
  expect(handed).toEqual([['a']])
})

it('hands on nothing once closed', () => {
  const { add, close, handed } = settler()
  add('a')
  close()
  vi.advanceTimersByTime(1000)
  expect(handed).toEqual([])
})
