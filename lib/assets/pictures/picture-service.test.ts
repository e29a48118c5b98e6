import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testPng } from '../../testing/pictures.ts'
import { temporaryFolder } from '../../testing/temporary.ts'
import { pictureHash } from './hash.ts'
import { TooBusy } from './lanes.ts'
import { createPictureService, variantOf } from './picture-service.ts'
import { variantFile, variantsOf } from './variants.ts'

const { signal } = new AbortController()
const silent = () => {}

function setUp(height = 400) {
  const folder = temporaryFolder()
  const file = join(folder, 'رصيف.png')
  const bytes = testPng(500, height)
  writeFileSync(file, bytes)
  const hash = pictureHash(bytes)
  const [variant] = variantsOf({ hash, width: 500, height, colour: '#c22' }, 'webp')
  const name = `${hash}/${variantFile(variant)}`
  return { folder, file, name, hash, variant }
}

/** A service with one lane, which is occupied until it is released. */
function busyService(lanes = { max: 1, maxWaiting: 2, patience: 60_000 }) {
  const serve = createPictureService(temporaryFolder(), 1_000_000, silent, lanes)
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  const first = serve('a/1.jpg', () => promise, signal)
  const letGo = () => resolve(Buffer.from('first'))
  return { serve, first, letGo }
}

describe('createPictureService', () => {
  it('makes a picture once for everyone who asks, and afterwards takes it from the disk', async () => {
    const { folder, file, name, hash, variant } = setUp()
    let located = 0
    const locate = () => {
      located += 1
      return file
    }
    const make = variantOf(locate, hash, variant)
    const open = () => createPictureService(join(folder, 'made'), 1_000_000, silent)
    const serve = open()
    const [first, second] = await Promise.all([serve(name, make, signal), serve(name, make, signal)])
    expect(first).toBe(second)
    expect(await serve(name, make, signal)).toEqual(first)
    expect(await open()(name, make, signal)).toEqual(first)
    expect(located).toBe(1)
    expect(readdirSync(join(folder, 'made'), { recursive: true }).sort()).toEqual([hash, `${hash}/400.webp`])
  })

  it('returns nothing when the file has changed or is missing', async () => {
    const { folder, file, name, hash, variant } = setUp(402)
    const serve = createPictureService(join(folder, 'made'), 1_000_000, silent)
    writeFileSync(file, testPng(500, 401))
    for (const locate of [() => file, () => undefined])
      expect(await serve(name, variantOf(locate, hash, variant), signal)).toBeUndefined()
    expect(existsSync(join(folder, 'made', hash))).toBe(false)
  })

  it('does not begin what nobody wants any more', async () => {
    const { serve, first, letGo } = busyService()
    const [one, two] = [new AbortController(), new AbortController()]
    let made = 0
    const make = async () => {
      made += 1
      return Buffer.from('second')
    }
    const left = [serve('b/1.jpg', make, one.signal), serve('b/1.jpg', make, two.signal)]
    const stays = serve('c/1.jpg', make, signal)
    one.abort(new Error('left'))
    two.abort(new Error('left'))
    for (const each of left) await expect(each).rejects.toThrow('left')
    // There is room again for another picture, and for the same one.
    const again = serve('b/1.jpg', make, signal)
    letGo()
    expect(await Promise.all([first, stays, again])).toEqual(['first', 'second', 'second'].map(Buffer.from))
    expect(made).toBe(2)
  })

  it('makes a picture that one of several readers still wants', async () => {
    const { serve, letGo } = busyService()
    const leaving = new AbortController()
    const make = async () => Buffer.from('wanted')
    const left = serve('b/1.jpg', make, leaving.signal)
    const stays = serve('b/1.jpg', make, signal)
    leaving.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    letGo()
    expect(await stays).toEqual(Buffer.from('wanted'))
  })

  it('turns a reader away when enough wait, or after waiting too long', async () => {
    const { serve, first, letGo } = busyService({ max: 1, maxWaiting: 1, patience: 100 })
    const make = async () => Buffer.from('late')
    const [waiting, turnedAway] = [serve('b/1.jpg', make, signal), serve('c/1.jpg', make, signal)]
    await expect(turnedAway).rejects.toThrow(TooBusy)
    await expect(waiting).rejects.toThrow(TooBusy)
    letGo()
    await first
    expect(await serve('b/1.jpg', make, signal)).toEqual(Buffer.from('late'))
  })

  it('serves while its folder cannot be opened, and opens it as soon as it can', async () => {
    const folder = join(temporaryFolder(), 'made')
    writeFileSync(folder, 'a file in the way')
    const warned: string[] = []
    const serve = createPictureService(folder, 1_000_000, (event, { reason }) =>
      warned.push(`${event}: ${reason}`),
    )
    const make = async () => Buffer.from('picture')
    expect(await serve('a/1.jpg', make, signal)).toEqual(Buffer.from('picture'))
    expect(warned).toEqual([expect.stringMatching(/^pictures are not kept: EEXIST/)])
    rmSync(folder)
    await serve('a/1.jpg', make, signal)
    expect(existsSync(join(folder, 'a/1.jpg'))).toBe(true)
  })

  it('reports what could not be made, and why', async () => {
    const warned: [string, unknown][] = []
    const serve = createPictureService(temporaryFolder(), 1000, (...line) => warned.push(line))
    const failing = serve('a/1.jpg', () => Promise.reject(new Error('broken')), signal)
    await expect(failing).rejects.toThrow('broken')
    expect(warned).toEqual([['picture not made', { picture: 'a/1.jpg', reason: 'broken' }]])
  })
})
