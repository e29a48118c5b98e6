import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import { openVariantCache } from './variant-cache.ts'

function setUp() {
  const folder = temporaryFolder()
  const warned: string[] = []
  const open = () =>
    openVariantCache(folder, 100, (event, { picture }) => warned.push(`${event}: ${picture}`))
  return { folder, warned, open }
}

describe('openVariantCache', () => {
  it('never takes more than its limit, and drops the least recently used first', async () => {
    const { folder, open } = setUp()
    const cache = await open()
    const bytes = Buffer.alloc(30)
    for (const name of ['a', 'b', 'c']) await cache.put(`${name}/1.jpg`, bytes)
    expect(await cache.get('a/1.jpg')).toEqual(bytes)
    await cache.put('d/1.jpg', bytes)
    expect(await cache.get('b/1.jpg')).toBeUndefined()
    for (const name of ['a', 'c', 'd']) expect(await cache.get(`${name}/1.jpg`)).toEqual(bytes)
    expect(existsSync(join(folder, 'b/1.jpg'))).toBe(false)
  })

  it('knows its files after a restart, and leaves none half written', async () => {
    const { folder, open } = setUp()
    await (await open()).put('a/1.jpg', Buffer.alloc(60))
    writeFileSync(join(folder, 'x.part'), 'half')
    const cache = await open()
    expect(existsSync(join(folder, 'x.part'))).toBe(false)
    await cache.put('b/1.jpg', Buffer.alloc(60))
    expect(await cache.get('a/1.jpg')).toBeUndefined()
  })

  it('goes on without what the disk refuses, and reports it; a file that somebody removed is not reported', async () => {
    const { folder, warned, open } = setUp()
    const cache = await open()
    for (const name of ['a', 'b']) await cache.put(`${name}/1.jpg`, Buffer.alloc(10))
    rmSync(join(folder, 'a/1.jpg'))
    expect(await cache.get('a/1.jpg')).toBeUndefined()
    rmSync(join(folder, 'b/1.jpg'))
    mkdirSync(join(folder, 'b/1.jpg'))
    expect(await cache.get('b/1.jpg')).toBeUndefined()
    writeFileSync(join(folder, 'c'), 'a file in the way')
    await cache.put('c/1.jpg', Buffer.alloc(10))
    expect(warned).toEqual(['picture not read: b/1.jpg', 'picture not kept: c/1.jpg'])
  })
})
