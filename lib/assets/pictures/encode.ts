import sharp, { type Sharp } from 'sharp'
import type { Pixels } from './intermediate.ts'
import type { Variant, VariantFormat } from './variants.ts'

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

/** Makes a variant of a picture that has been decoded. What its file said besides, where it was taken above all, is gone. */
export async function encodeVariant(
  { data, ...raw }: Pixels,
  { format, width, height, crop }: Variant,
): Promise<Buffer> {
  const sized = sharp(data, { raw, limitInputPixels: false }).resize(
    width,
    height,
    crop ? { fit: 'cover', position: 'attention', withoutEnlargement: true } : { fit: 'fill' },
  )
  return writers[format](sized).toBuffer()
}
