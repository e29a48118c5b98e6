import type { PictureFormat } from './format.ts'
import type { Variant, VariantFormat } from './variants.ts'

/** How a picture is stored, as its first bytes say. */
export type Stored = {
  format: PictureFormat
  /** In pixels, before it is turned. */
  width: number
  height: number
  /** Colours, and one for transparency. */
  channels: number
  /** Bits of a channel. */
  depth: number
  /** Whether it comes in several passes, all of which have to be there before the first row is: progressive, interlaced. */
  isInterlaced: boolean
  /** Whether its colours have half the width and half the height. */
  isSubsampled: boolean
}

/**
 * What a decoder keeps of the whole picture, in bytes a pixel: the most that was measured with flat pictures, with noise,
 * with transparency and in long and square shapes (sharp 0.35.5 with libvips 8.18.7; docs/adr/0012).
 */
const wholePixel = {
  // Coefficients of two bytes; without passes, rows come one after the other.
  jpeg: ({ isInterlaced, isSubsampled, channels }) =>
    isInterlaced ? 2 * (isSubsampled ? 1.5 : channels) : 0,
  png: ({ isInterlaced, channels, depth }) => (isInterlaced ? channels * bytesOf(depth) : 0),
  gif: () => 5.5,
  webp: () => 5,
  avif: ({ depth }) => (depth > 8 ? 27 : 20.5),
} satisfies Record<PictureFormat, (stored: Stored) => number>

/** What a library takes that has not been used before, and everything else that has nothing to do with sizes. */
const besides = 12 * 1024 * 1024

/** Rows that are held while a picture is made smaller. */
const rows = 2000

/**
 * The most memory that decoding a picture takes, in bytes, its file and the result included.
 *
 * @param fileBytes that lie in memory; @param resultBytes of what it is decoded to
 */
export function decodingBytes(stored: Stored, fileBytes: number, resultBytes: number): number {
  const { format, width, height, channels, depth } = stored
  const whole = width * height * wholePixel[format](stored)
  const after = width * channels * bytesOf(depth) * rows + resultBytes
  // An AVIF's decoder is done, and has given back what it took, before the first row is needed.
  return besides + fileBytes + (format === 'avif' ? Math.max(whole, after) : whole + after)
}

/** What encoders take, in bytes a pixel, measured in the same way. */
const encodedPixel = { avif: 36, webp: 16, jpg: 14, png: 8 } satisfies Record<VariantFormat, number>

/** The most memory that making a variant of decoded pixels takes, in bytes. */
export function encodingBytes({
  format,
  width,
  height,
}: Pick<Variant, 'format' | 'width' | 'height'>): number {
  return besides + width * height * encodedPixel[format]
}

function bytesOf(bits: number): number {
  return Math.ceil(bits / 8)
}
