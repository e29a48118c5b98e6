import { expect, it } from 'vitest'
import { createTokenBucket } from './token-bucket.ts'

/** How often a bucket allows something, out of so many attempts. */
function taken(take: () => boolean, times: number): number {
  return Array.from({ length: times }, take).filter(Boolean).length
}

it('allows so much in one burst, and then so much a second', () => {
  let time = 5000
  const take = createTokenBucket({ perSecond: 10, atOnce: 50 }, () => time)
  expect(taken(take, 1000)).toBe(50)
  time += 99
  expect(taken(take, 1000)).toBe(0)
  time += 1
  expect(taken(take, 1000)).toBe(1)
  time += 2000
  expect(taken(take, 1000)).toBe(20)
})

it('saves up no more than one burst, however long it rests', () => {
  let time = 0
  const take = createTokenBucket({ perSecond: 10, atOnce: 50 }, () => time)
  time += 365 * 24 * 3600 * 1000
  expect(taken(take, 1000)).toBe(50)
})

it('keeps to the rate however often it is asked', () => {
  let time = 0
  const take = createTokenBucket({ perSecond: 10, atOnce: 5 }, () => time)
  let sum = 0
  for (let asked = 0; asked < 100_000; asked += 1) {
    time += 1
    if (take()) sum += 1
  }
  expect(sum).toBeGreaterThanOrEqual(1000)
  expect(sum).toBeLessThanOrEqual(1005)
})
