import { describe, expect, it } from 'vitest'
import { createIntermediates, type Develop } from './intermediates.ts'

const pixels = (bytes: number) => ({ data: Buffer.alloc(bytes), width: 1, height: 1, channels: 3 as const })

function setUp(capacity = 1000, maxSpare = 100) {
  const developed: string[] = []
  let dropped = 0
  const intermediates = createIntermediates(capacity, maxSpare, () => {
    dropped += 1
  })
  const develop =
    (name: string, bytes: number): Develop =>
    async (room) => {
      developed.push(name)
      return { stay: await room.enter(bytes * 2), pixels: pixels(bytes) }
    }
  const use = (name: string, bytes = 40) =>
    intermediates.use(name, develop(name, bytes), async ({ data }) => data.length)
  return { intermediates, developed, use, dropped: () => dropped }
}

describe('a picture’s pixels', () => {
  it('are made once for all who want them, at the same time or one after the other', async () => {
    const { developed, use } = setUp()
    expect(await Promise.all([use('a'), use('a'), use('b')])).toEqual([40, 40, 40])
    expect(await use('a')).toBe(40)
    expect(developed).toEqual(['a', 'b'])
  })

  it('are dropped when too many others were used since, or when all are cleared', async () => {
    const { developed, use, dropped, intermediates } = setUp()
    for (const name of ['a', 'b', 'a', 'c', 'a']) await use(name)
    expect(developed).toEqual(['a', 'b', 'c'])
    expect(dropped()).toBe(1)
    await use('b')
    expect(developed).toEqual(['a', 'b', 'c', 'b'])
    intermediates.clear()
    await use('b')
    expect(developed).toEqual(['a', 'b', 'c', 'b', 'b'])
  })

  it('make way for a picture that needs all the room', async () => {
    const { use, dropped } = setUp(200)
    await use('a')
    await use('b', 100)
    expect(dropped()).toBe(1)
  })

  it('are not kept when there are none, or when they cannot be made', async () => {
    const { intermediates, use } = setUp(100)
    const none = intermediates.use(
      'a',
      async () => undefined,
      async () => 1,
    )
    expect(await none).toBeUndefined()
    const failing = intermediates.use(
      'a',
      () => Promise.reject(new Error('broken')),
      async () => 1,
    )
    await expect(failing).rejects.toThrow('broken')
    expect(await use('a')).toBe(40)
    const wrong = intermediates.use(
      'a',
      async () => undefined,
      () => Promise.reject(new Error('no')),
    )
    await expect(wrong).rejects.toThrow('no')
    await (await intermediates.room.enter(100)).leave()
  })
})
