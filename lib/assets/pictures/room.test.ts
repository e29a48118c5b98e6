import { describe, expect, it } from 'vitest'
import { createRoom } from './room.ts'

/** Whether a promise has settled after all pending work is done. */
async function isThere(promise: Promise<unknown>): Promise<boolean> {
  let there = false
  void promise.then(() => {
    there = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  return there
}

const nothingSpare = () => false

describe('createRoom', () => {
  it('lets in as many as fit, and one that needs all the room alone', async () => {
    const room = createRoom(100, nothingSpare)
    const [first, second] = [await room.enter(40), await room.enter(60)]
    const all = room.enter(100)
    const late = room.enter(1)
    first.leave()
    expect(await isThere(all)).toBe(false)
    second.leave()
    const alone = await all
    // A large request is not overtaken for ever by small ones.
    expect(await isThere(late)).toBe(false)
    alone.leave()
    ;(await late).leave()
  })

  it('lets one that needs more than there is in alone', async () => {
    const room = createRoom(100, nothingSpare)
    const stay = await room.enter(500)
    const other = room.enter(1)
    expect(await isThere(other)).toBe(false)
    stay.leave()
    await other
  })

  it('has spare memory given back before anybody waits', async () => {
    const room = createRoom(100, () => {
      const stay = spare.pop()
      stay?.leave()
      return stay !== undefined
    })
    const spare = [await room.enter(30), await room.enter(30), await room.enter(30)]
    for (const stay of spare) stay.rest(20)
    await room.enter(60)
    expect(spare).toHaveLength(2)
    await room.enter(40)
    expect(spare).toHaveLength(0)
  })

  it('does not let those that already hold some wait for each other', async () => {
    const room = createRoom(100, nothingSpare)
    const [first, second] = [await room.enter(50), await room.enter(50)]
    const grown = [first.grow(90), second.grow(90)]
    expect(await isThere(Promise.any(grown))).toBe(true)
    first.leave()
    second.leave()
    await Promise.all(grown)
    first.leave()
    second.leave()
    await (await room.enter(100)).grow(100)
  })
})
