import { expect, it } from 'vitest'
import { perRound } from './per-round.ts'

it('looks once in a round of the event loop, and again in the next', async () => {
  let looks = 0
  const look = perRound(() => {
    looks += 1
    return looks
  })
  expect([look(), look(), look()]).toEqual([1, 1, 1])
  await new Promise((resolve) => setImmediate(resolve))
  expect([look(), look()]).toEqual([2, 2])
})
