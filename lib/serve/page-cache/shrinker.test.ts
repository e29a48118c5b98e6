import { expect, it, vi } from 'vitest'
import { longText } from '../../testing/page-server.ts'
import { createAnswerStore, type KeptAnswer } from './answer-store.ts'
import { represent } from './representation.ts'
import { createShrinker } from './shrinker.ts'

async function keptAnswer(text: string): Promise<KeptAnswer> {
  return { representation: await represent(Buffer.from(text)), headers: {}, keys: [], freshUntil: 0 }
}

it('a page that cannot be compressed stays as it is, and the next one is compressed all the same', async () => {
  const store = createAnswerStore(1024 * 1024)
  const damaged = await keptAnswer('<p>Hello</p>')
  damaged.representation.br.body = Buffer.from('no such thing')
  store.set('/damaged', damaged)
  store.set('/en', await keptAnswer(longText))
  const before = store.peek('/en')?.representation.br
  const warn = vi.fn()
  const shrinker = createShrinker(store, warn)
  shrinker.add('/damaged')
  shrinker.add('/en')
  await vi.waitFor(() => expect(store.peek('/en')?.representation.br).not.toBe(before), { timeout: 10_000 })
  expect(warn.mock.calls).toEqual([
    ['not compressed', { path: '/damaged', reason: expect.stringContaining('Decompression failed') }],
  ])
  expect(store.peek('/damaged')).toBe(damaged)
  // Nor does that end the work for good.
  shrinker.add('/damaged')
  await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(2))
})
