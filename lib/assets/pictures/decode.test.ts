import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { noise, testPng } from '../../testing/pictures.ts'
import { decoded, readHeader } from './decode.ts'

const size = { width: 40, height: 20 }
const red = () => sharp({ create: { ...size, channels: 3, background: '#c82828' } })

/** The colour of all pixels, when they are alike. */
async function colourOf(bytes: Buffer): Promise<number[]> {
  const { data, channels } = await decoded(bytes, size)
  for (let at = 0; at < data.length; at += channels)
    expect(data.subarray(at, at + channels)).toEqual(data.subarray(0, channels))
  return [...data.subarray(0, channels)]
}

describe('a decoded picture', () => {
  it.each<[string, number[], (picture: Sharp) => Sharp]>([
    ['a PNG', [200, 40, 40], (picture) => picture.png()],
    ['a PNG of 16 bits', [200, 40, 40], (picture) => picture.toColourspace('rgb16').png()],
    ['a PNG with a palette', [200, 40, 40], (picture) => picture.png({ palette: true })],
    ['a transparent PNG', [200, 40, 40, 128], (picture) => picture.ensureAlpha(0.5).png()],
    ['a grey PNG', [105, 105, 105], (picture) => picture.greyscale().png()],
    ['a PNG in the colours of a wide screen', [200, 40, 40], (picture) => picture.withIccProfile('p3').png()],
  ])('is in sRGB, 8 bits a channel: %s', async (_, colour, write) => {
    const found = await colourOf(await write(red()).toBuffer())
    expect(found).toHaveLength(colour.length)
    for (const [index, value] of colour.entries())
      expect(Math.abs((found[index] ?? 0) - value)).toBeLessThanOrEqual(2)
  })

  it('is upright', async () => {
    const bytes = await sharp(testPng(30, 20)).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const header = await readHeader(bytes)
    if ('fault' in header) throw new Error(header.fault)
    expect(header).toMatchObject({ width: 20, height: 30 })
    expect(await decoded(bytes, header.intermediate)).toMatchObject({ width: 20, height: 30 })
  })

  it('loses nothing where it is not made smaller', async () => {
    const raw = await noise(300, 200).raw().toBuffer()
    const { data } = await decoded(await noise(300, 200).png().toBuffer(), { width: 300, height: 200 })
    expect(data.equals(raw)).toBe(true)
  })

  it('fails for a truncated file', async () => {
    const bytes = (await noise(300, 200).jpeg().toBuffer()).subarray(0, 9000)
    await expect(decoded(bytes, { width: 300, height: 200 })).rejects.toThrow()
  })
})
