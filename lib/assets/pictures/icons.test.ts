import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { iconSource } from './icon-shapes.ts'
import { drawIcon } from './icons.ts'

const wide = () =>
  sharp({ create: { width: 400, height: 100, channels: 4, background: '#c82828ff' } })
    .png()
    .toBuffer()

/** Red, green, blue and alpha of a pixel. */
async function pixel(png: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
}

describe('an icon', () => {
  it.each([
    ['touch-icon', 180, [255, 255, 255, 255]],
    ['icon-192', 192, [255, 255, 255, 0]],
    ['icon-512', 512, [255, 255, 255, 0]],
  ] as const)('%s is a square with the whole picture in its middle', async (name, size, ground) => {
    const png = await drawIcon(name, await wide())
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: size, height: size })
    expect(await pixel(png, size / 2, size / 2)).toEqual([200, 40, 40, 255])
    const corner = await pixel(png, 1, 1)
    expect(corner.at(-1)).toBe(ground[3])
    if (ground[3] === 255) expect(corner).toEqual(ground)
  })

  it('favicon holds three sizes, each a PNG where it says', async () => {
    const file = await drawIcon('favicon', await wide())
    expect([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([0, 1, 3])
    for (const [index, size] of [16, 32, 48].entries()) {
      const at = 6 + 16 * index
      expect([file.readUInt8(at), file.readUInt8(at + 1)]).toEqual([size, size])
      const [bytes, offset] = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 12)]
      const png = file.subarray(offset, offset + bytes)
      expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: size, height: size })
    }
    expect(file.length).toBeLessThan(5000)
  })

  it('is drawn from no more pixels of a picture than it needs', () => {
    expect(iconSource({ width: 4000, height: 1000 })).toMatchObject({ width: 512, height: 128 })
    expect(iconSource({ width: 112, height: 112 })).toMatchObject({ width: 112, height: 112 })
    expect(iconSource({ width: 16_000, height: 2 })).toMatchObject({ width: 512, height: 1 })
  })
})
