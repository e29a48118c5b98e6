import sharp, { type Sharp } from 'sharp'
import { mostPixels } from './facts.ts'
import type { Variant, VariantFormat } from './variants.ts'

// What has been decoded is not asked for again: the result is kept, as a file.
sharp.cache(false)
// Pictures are made side by side; each keeps to one thread.
sharp.concurrency(1)

/** How good each format is, by its own measure, 1–100; PNG loses nothing. */
export const writerQuality = { avif: 50, webp: 72, jpg: 76 } as const

/**
 * How each format is written. AVIF at effort 1 takes a third of the time of effort 3 and, of most pictures, 8 % more bytes:
 * the first reader of a picture waits for it, and whoever waits behind him (docs/adr/0012).
 */
const writers = {
  avif: (picture) => picture.avif({ quality: writerQuality.avif, effort: 1 }),
  webp: (picture) => picture.webp({ quality: writerQuality.webp, effort: 3 }),
  jpg: (picture) =>
    picture.flatten({ background: '#fff' }).jpeg({ quality: writerQuality.jpg, mozjpeg: true }),
  png: (picture) => picture.png({ compressionLevel: 8 }),
} satisfies Record<VariantFormat, (picture: Sharp) => Sharp>

/**
 * Makes a variant of a picture: upright, in sRGB, and without what the file says besides, where it was taken above all.
 * Throws when it cannot be decoded.
 */
export async function encodeVariant(
  picture: Buffer,
  { format, width, height, crop }: Variant,
): Promise<Buffer> {
  const upright = sharp(picture, { limitInputPixels: mostPixels, failOn: 'truncated' }).autoOrient()
  const sized = upright.resize(
    width,
    height,
    crop ? { fit: 'cover', position: 'attention', withoutEnlargement: true } : { fit: 'fill' },
  )
  return writers[format](sized).toBuffer()
}
