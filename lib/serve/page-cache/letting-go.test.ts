import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLettingGo } from './letting-go.ts'

let idle = 0

beforeEach(() => {
  vi.useFakeTimers()
  idle = 0
})

afterEach(() => {
  vi.useRealTimers()
})

/** A hundred milliseconds go by, of which the thread has so many with nothing to do. */
function wait(idleMilliseconds: number) {
  idle += idleMilliseconds
  vi.advanceTimersByTime(100)
}

/** Who has left its place, in order. */
function places(max: number) {
  const letGo = createLettingGo(100, max, () => idle)
  const left: string[] = []
  return { left, enter: (name: string) => letGo(() => void left.push(name)) }
}

it('a place is given up when its answer begins, or when the thread could have answered long ago', () => {
  const { left, enter } = places(10)
  enter('quick')()
  expect(left).toEqual(['quick'])
  const answered = enter('slow')
  for (let times = 0; times < 20; times += 1) wait(4)
  expect(left).toEqual(['quick'])
  wait(20)
  expect(left).toEqual(['quick', 'slow'])
  answered()
  expect(vi.getTimerCount()).toBe(0)
})

it('so many may be made without a place, the others keep theirs until there is room', () => {
  const { left, enter } = places(2)
  const [first] = ['first', 'second', 'third'].map(enter)
  wait(100)
  wait(100)
  expect(left).toEqual(['first', 'second'])
  first?.()
  first?.()
  wait(100)
  expect(left.filter((name) => name !== 'first')).toEqual(['second', 'third'])
  enter('fourth')
  wait(100)
  expect(left).not.toContain('fourth')
})
