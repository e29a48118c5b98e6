import { expect, it } from 'vitest'
import { type AnswerStore, createAnswerStore, type KeptAnswer } from './answer-store.ts'

/** A page of that many bytes in both forms together. */
function stored(bytes: number, keys: readonly string[] = []): KeptAnswer {
  const form = (length: number) => ({ body: Buffer.alloc(length), etag: '"x"' })
  const representation = { hash: 'x', br: form(Math.floor(bytes / 2)), gzip: form(Math.ceil(bytes / 2)) }
  return { representation, headers: {}, keys, freshUntil: Number.POSITIVE_INFINITY }
}

/** Puts the pages, of 10,000 bytes each, into a store that has room for three of them. */
function storeOf(...paths: string[]): AnswerStore {
  const store = createAnswerStore(36_000)
  for (const path of paths) store.set(path, stored(10_000, ['all', path]))
  return store
}

function kept(store: AnswerStore): string[] {
  return ['a', 'b', 'c', 'd', 'e'].filter((path) => store.peek(path))
}

it('lets go first of what was used longest ago', () => {
  const store = storeOf('a', 'b', 'c')
  expect(kept(store)).toEqual(['a', 'b', 'c'])
  store.get('a')
  store.set('d', stored(10_000))
  expect(kept(store)).toEqual(['a', 'c', 'd'])
  store.peek('c')
  store.set('e', stored(10_000))
  expect(kept(store)).toEqual(['a', 'd', 'e'])
})

it('lets go of as many as a large one needs', () => {
  const store = storeOf('a', 'b', 'c')
  expect(store.set('d', stored(20_000))).toBe(true)
  expect(kept(store)).toEqual(['c', 'd'])
})

it('does not keep what is larger than the bound, nor what that would have replaced', () => {
  const store = storeOf('a', 'b')
  expect(store.set('a', stored(40_000))).toBe(false)
  expect(kept(store)).toEqual(['b'])
})

it('counts pages and bytes as they come, are replaced and go', () => {
  const store = storeOf('a', 'b')
  const two = store.size()
  expect(two.pages).toBe(2)
  expect(two.bytes).toBeGreaterThan(20_000)
  store.set('a', stored(5_000))
  expect(store.size()).toEqual({ pages: 2, bytes: two.bytes - 5_000 })
  store.delete('a')
  store.delete('none')
  expect(store.size()).toEqual({ pages: 1, bytes: two.bytes / 2 })
  store.delete('b')
  expect(store.size()).toEqual({ pages: 0, bytes: 0 })
})

it('drops by key: the page is stale, but still the last good one', () => {
  const store = storeOf('a', 'b', 'c')
  expect(store.drop(['a', 'b', 'unknown'])).toBe(2)
  expect(['a', 'b', 'c'].map((path) => store.peek(path)?.freshUntil)).toEqual([
    0,
    0,
    Number.POSITIVE_INFINITY,
  ])
  expect(store.drop(['all', 'c'])).toBe(3)
  expect(store.drop([])).toBe(0)
})

it('forgets the keys of what is gone', () => {
  const store = storeOf('a', 'b', 'c', 'd')
  expect(store.drop(['a'])).toBe(0)
  store.set('b', stored(10_000, ['other']))
  expect(store.drop(['b'])).toBe(0)
  expect(store.drop(['other'])).toBe(1)
  store.delete('b')
  expect(store.drop(['other'])).toBe(0)
})

it('counts how often something was dropped, if only in vain', () => {
  const store = storeOf()
  const before = store.drops()
  store.drop(['unknown'])
  expect(store.drops()).toBe(before + 1)
})

it('takes another form in, which is no use of the page but counts', () => {
  const store = storeOf('a', 'b', 'c')
  const { bytes } = store.size()
  store.keepForm('a', 'br', { body: Buffer.alloc(4_000), etag: '"smaller"' })
  expect(store.size().bytes).toBe(bytes - 1_000)
  store.keepForm('none', 'br', { body: Buffer.alloc(1), etag: '"none"' })
  expect(store.peek('a')?.representation.br.etag).toBe('"smaller"')
  expect(store.size()).toEqual({ pages: 3, bytes: bytes - 1_000 })
  store.set('d', stored(10_000))
  expect(kept(store)).toEqual(['b', 'c', 'd'])
})

it('makes room for a larger form', () => {
  const store = storeOf('a', 'b', 'c')
  store.keepForm('c', 'gzip', { body: Buffer.alloc(20_000), etag: '"larger"' })
  expect(kept(store)).toEqual(['c'])
})
