import { memoryUsage } from 'node:process'
import { describe, expect, it } from 'vitest'
import { createWatch, type Excess } from './watch.ts'

/** The first excess a watch reports while steps are running that never end by themselves. */
function firstExcess(
  limits: { bytes: number; milliseconds: number },
  steps: [task: number, bytes: number][],
) {
  return new Promise<{ task: number; what: Excess }>((resolve) => {
    const { promise, resolve: end } = Promise.withResolvers<void>()
    const watch = createWatch(limits, (task, what) => {
      end()
      resolve({ task, what })
    })
    for (const [task, bytes] of steps) void watch(task, bytes, () => promise)
  })
}

describe('createWatch', () => {
  it('names the heaviest when there is too little memory', async () => {
    const limits = { bytes: memoryUsage.rss() / 2, milliseconds: 60_000 }
    expect(
      await firstExcess(limits, [
        [1, 10],
        [2, 30],
        [3, 20],
      ]),
    ).toEqual({ task: 2, what: 'memory' })
  })

  it('names the one that takes too long', async () => {
    const limits = { bytes: Number.POSITIVE_INFINITY, milliseconds: 0 }
    expect(
      await firstExcess(limits, [
        [1, 10],
        [2, 30],
      ]),
    ).toEqual({ task: 1, what: 'time' })
  })

  it('returns what the step returns, and fails as it fails', async () => {
    const watch = createWatch({ bytes: 0, milliseconds: 0 }, () => {})
    expect(await watch(1, 1, async () => 5)).toBe(5)
    await expect(watch(1, 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  })
})
