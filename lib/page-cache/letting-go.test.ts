import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLettingGo } from './letting-go.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('a place is given up when its answer begins, or when that takes long, for so many', () => {
  const letGo = createLettingGo(100, 2)
  const left: string[] = []
  const enter = (name: string) => letGo(() => left.push(name))
  enter('quick')()
  expect(left).toEqual(['quick'])
  const [first, second, third] = [enter('first'), enter('second'), enter('third')]
  vi.advanceTimersByTime(99)
  expect(left).toEqual(['quick'])
  vi.advanceTimersByTime(1)
  expect(left).toEqual(['quick', 'first', 'second'])
  third()
  expect(left).toEqual(['quick', 'first', 'second', 'third'])
  // Who has let go and is answered makes room for the next slow one, once.
  first()
  first()
  enter('fourth')
  enter('fifth')
  vi.advanceTimersByTime(100)
  expect(left.filter((name) => /^f(?:our|if)th$/.test(name))).toEqual(['fourth'])
  second()
  expect(vi.getTimerCount()).toBe(0)
})
