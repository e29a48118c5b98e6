import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testPng } from '../testing/pictures.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { pictureHash } from './hash.ts'
import { createLanes, TooBusy } from './lanes.ts'
import { createPictureService, variantOf } from './picture-service.ts'
import { openVariantCache } from './variant-cache.ts'
import { variantFile, variantsOf } from './variants.ts'

function setUp() {
  const folder = temporaryFolder()
  const file = join(folder, 'رصيف.png')
  const bytes = testPng(500, 400)
  writeFileSync(file, bytes)
  const hash = pictureHash(bytes)
  const [variant] = variantsOf({ hash, width: 500, height: 400, colour: '#c22' }, 'webp')
  const name = `${hash}/${variantFile(variant)}`
  return { folder, file, name, hash, variant }
}

describe('createPictureService', () => {
  it('makes a picture once for all who ask, and then takes it from the disk', async () => {
    const { folder, file, name, hash, variant } = setUp()
    let located = 0
    const locate = () => {
      located += 1
      return file
    }
    const make = variantOf(locate, hash, variant)
    const serve = createPictureService(join(folder, 'made'), 1_000_000)
    const [first, second] = await Promise.all([serve(name, make), serve(name, make)])
    expect(first).toBe(second)
    expect(await serve(name, make)).toEqual(first)
    expect(await createPictureService(join(folder, 'made'), 1_000_000)(name, make)).toEqual(first)
    expect(located).toBe(1)
    expect(readdirSync(join(folder, 'made'), { recursive: true }).sort()).toEqual([hash, `${hash}/400.webp`])
  })

  it('has nothing when the file is another by now, or not there', async () => {
    const { folder, file, name, hash, variant } = setUp()
    const serve = createPictureService(join(folder, 'made'), 1_000_000)
    writeFileSync(file, testPng(500, 401))
    for (const locate of [() => file, () => undefined])
      expect(await serve(name, variantOf(locate, hash, variant))).toBeUndefined()
    expect(existsSync(join(folder, 'made', hash))).toBe(false)
  })
})

describe('openVariantCache', () => {
  it('never takes more than its bound; what was used longest ago goes', async () => {
    const folder = temporaryFolder()
    const cache = await openVariantCache(folder, 100)
    const bytes = Buffer.alloc(30)
    for (const name of ['a', 'b', 'c']) await cache.put(`${name}/1.jpg`, bytes)
    expect(await cache.get('a/1.jpg')).toEqual(bytes)
    await cache.put('d/1.jpg', bytes)
    expect(await cache.get('b/1.jpg')).toBeUndefined()
    for (const name of ['a', 'c', 'd']) expect(await cache.get(`${name}/1.jpg`)).toEqual(bytes)
    expect(existsSync(join(folder, 'b/1.jpg'))).toBe(false)
  })

  it('knows after a restart what there is, and leaves nothing half written', async () => {
    const folder = temporaryFolder()
    await (await openVariantCache(folder, 100)).put('a/1.jpg', Buffer.alloc(60))
    writeFileSync(join(folder, 'x.part'), 'half')
    const cache = await openVariantCache(folder, 100)
    expect(existsSync(join(folder, 'x.part'))).toBe(false)
    await cache.put('b/1.jpg', Buffer.alloc(60))
    expect(await cache.get('a/1.jpg')).toBeUndefined()
  })
})

describe('createLanes', () => {
  it('lets only so many run, and turns away who would wait too long', async () => {
    const inLane = createLanes(2, 3)
    let running = 0
    let most = 0
    const task = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
    }
    const done = await Promise.allSettled(Array.from({ length: 7 }, () => inLane(task)))
    expect(most).toBe(2)
    expect(done.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), 'rejected', 'rejected'])
    expect(done.at(-1)).toMatchObject({ reason: expect.any(TooBusy) })
    await expect(inLane(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await inLane(task)
  })
})
