import { describe, expect, it } from 'vitest'
import { createLanes, type InLane, TooBusy } from './lanes.ts'

const usual = { max: 1, maxWaiting: 10, patience: 60_000 }
const { signal } = new AbortController()

/** Occupies a lane until it is told to end. */
function occupy(inLane: InLane, kin = '') {
  const { promise, resolve: end } = Promise.withResolvers<void>()
  const done = inLane(() => promise, { kin, signal })
  return { end, done }
}

describe('createLanes', () => {
  it('lets only so many run, and turns a task away when enough wait', async () => {
    const inLane = createLanes({ ...usual, max: 2, maxWaiting: 3 })
    let running = 0
    let most = 0
    const task = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
    }
    const place = { kin: '', signal }
    const done = await Promise.allSettled(Array.from({ length: 7 }, () => inLane(task, place)))
    expect(most).toBe(2)
    expect(done.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), 'rejected', 'rejected'])
    expect(done.at(-1)).toMatchObject({ reason: expect.any(TooBusy) })
    await expect(inLane(() => Promise.reject(new Error('no')), place)).rejects.toThrow('no')
    await inLane(task, place)
  })

  it('turns away a task that has waited too long', async () => {
    const inLane = createLanes({ ...usual, patience: 1 })
    const { end, done } = occupy(inLane)
    await expect(inLane(async () => 1, { kin: '', signal })).rejects.toThrow(TooBusy)
    end()
    await done
    expect(await inLane(async () => 1, { kin: '', signal })).toBe(1)
  })

  it('withdraws a task that nobody wants any more, and none that has begun', async () => {
    const inLane = createLanes(usual)
    const { end, done } = occupy(inLane)
    const leaving = new AbortController()
    let begun = false
    const withdrawn = inLane(
      async () => {
        begun = true
      },
      { kin: '', signal: leaving.signal },
    )
    leaving.abort(new Error('left'))
    await expect(withdrawn).rejects.toThrow('left')
    await expect(inLane(async () => 1, { kin: '', signal: leaving.signal })).rejects.toThrow('left')
    end()
    await done
    expect(begun).toBe(false)
    const late = new AbortController()
    const running = inLane(async () => late.abort(), { kin: '', signal: late.signal })
    await running
  })

  it('lets a task go first when one of its kind has just run', async () => {
    const inLane = createLanes(usual)
    const { end, done } = occupy(inLane, 'b')
    const order: string[] = []
    const all = ['a', 'b', 'a', 'b', 'c'].map((kin) =>
      inLane(async () => void order.push(kin), { kin, signal }),
    )
    end()
    await Promise.all([done, ...all])
    expect(order).toEqual(['b', 'b', 'a', 'a', 'c'])
  })
})
