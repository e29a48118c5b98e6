import sharp, { type Sharp } from 'sharp'
import type { Pixels } from './intermediate.ts'
import type { Variant, VariantFormat } from './variants.ts'

/** The quality of each format, on its own scale, 1–100; PNG is lossless. */
export const writerQuality = { avif: 50, webp: 72, jpg: 76 } as const

/**
 * How each format is written. AVIF at effort 1 takes a third of the time of effort 3 and, for most pictures, 8 % more bytes:
 * a picture's first reader waits for it, and so does everyone queued behind (docs/adr/0012).
 */
const writers = {
  avif: (picture) => picture.avif({ quality: writerQuality.avif, effort: 1 }),
  webp: (picture) => picture.webp({ quality: writerQuality.webp, effort: 3 }),
  jpg: (picture) =>
    picture.flatten({ background: '#fff' }).jpeg({ quality: writerQuality.jpg, mozjpeg: true }),
  png: (picture) => picture.png({ compressionLevel: 8 }),
} satisfies Record<VariantFormat, (picture: Sharp) => Sharp>

/** Makes a variant of a decoded picture. The file's metadata is dropped, above all where the picture was taken. */
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
