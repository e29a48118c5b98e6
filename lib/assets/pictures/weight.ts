import type { PictureFormat } from './format.ts'
import type { Variant, VariantFormat } from './variants.ts'

/** How a picture is stored, according to its first bytes. */
export type Stored = {
  format: PictureFormat
  /** In pixels, before its EXIF orientation is applied. */
  width: number
  height: number
  /** Colour channels, plus one for transparency. */
  channels: number
  /** Bits per channel. */
  depth: number
  /** Whether it comes in several passes (progressive, interlaced), and all are needed to complete the first row. */
  isInterlaced: boolean
  /** Whether its colours are stored at half the width and half the height. */
  isSubsampled: boolean
}

/**
 * What a decoder keeps of the whole picture, in bytes per pixel: the most measured with flat pictures, with noise, with
 * transparency, and in long and square shapes (sharp 0.35.5 with libvips 8.18.7; docs/adr/0012).
 */
const wholePixel = {
  // Coefficients of two bytes; without passes, rows arrive one after the other.
  jpeg: ({ isInterlaced, isSubsampled, channels }) =>
    isInterlaced ? 2 * (isSubsampled ? 1.5 : channels) : 0,
  png: ({ isInterlaced, channels, depth }) => (isInterlaced ? channels * bytesOf(depth) : 0),
  gif: () => 5.5,
  webp: () => 5,
  avif: ({ depth }) => (depth > 8 ? 27 : 20.5),
} satisfies Record<PictureFormat, (stored: Stored) => number>

/** What a library takes on first use, and everything else that does not depend on the picture's size. */
const besides = 12 * 1024 * 1024

/** Rows held while a picture is scaled down. */
const rows = 2000

/**
 * The most memory that decoding a picture takes, in bytes, including its file and the result.
 *
 * @param fileBytes of the file in memory; @param resultBytes of the decoded picture
 */
export function decodingBytes(stored: Stored, fileBytes: number, resultBytes: number): number {
  const { format, width, height, channels, depth } = stored
  const whole = width * height * wholePixel[format](stored)
  const after = width * channels * bytesOf(depth) * rows + resultBytes
  // An AVIF's decoder has finished, and returned its memory, before the first row is needed.
  return besides + fileBytes + (format === 'avif' ? Math.max(whole, after) : whole + after)
}

/** What encoders take, in bytes per pixel, measured in the same way. */
const encodedPixel = { avif: 36, webp: 16, jpg: 14, png: 8 } satisfies Record<VariantFormat, number>

/** The most memory that making a variant from decoded pixels takes, in bytes. */
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
