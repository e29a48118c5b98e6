import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { testPng } from '../../testing/pictures.ts'
import { decoded } from './decode.ts'
import { encodeVariant } from './encode.ts'
import { pictureFormat } from './format.ts'
import { cropOf, variantsOf } from './variants.ts'

const facts = { hash: '0123456789abcdef', width: 600, height: 900, colour: '#c22' }

/** A picture on its side, with the place it was taken and its photographer in its metadata. */
const sideways = () =>
  sharp(testPng(900, 600))
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Artist: 'آدا' }, IFD3: { GPSLatitude: '41/1 2/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()

/** Pixels as the darkroom decodes them. */
const pixels = async () => decoded(await sideways(), { width: 600, height: 900 })

describe('encodeVariant', () => {
  it.each(['avif', 'webp', 'jpg', 'png'] as const)(
    'makes %s upright, without the file’s metadata',
    async (format) => {
      const [variant] = variantsOf(facts, format)
      const made = await encodeVariant(await pixels(), variant)
      const { width, height, exif, xmp, iptc, orientation = 1 } = await sharp(made).metadata()
      expect({ width, height, exif, xmp, iptc, orientation }).toEqual({
        width: 400,
        height: 600,
        exif: undefined,
        xmp: undefined,
        iptc: undefined,
        orientation: 1,
      })
      expect(pictureFormat(made)).toBe(format === 'jpg' ? 'jpeg' : format)
    },
  )

  it.each(['16x9', '4x3', '1x1'] as const)('cuts %s to the size it says', async (shape) => {
    const crop = cropOf(facts, shape)
    const { width, height } = await sharp(await encodeVariant(await pixels(), crop)).metadata()
    expect({ width, height }).toEqual({ width: crop.width, height: crop.height })
  })
})
