import sharp, { type Metadata } from 'sharp'
import { creditIn } from './credit.ts'
import { longestSide, maxPixels, maxWorkingBytes, type PictureFault } from './facts.ts'
import { isAnimatedPng, type PictureFormat, pictureFormat } from './format.ts'
import { intermediateSize, type Pixels } from './intermediate.ts'
import { decodingBytes, type Stored } from './weight.ts'

// A picture is decoded once, and the result is kept here, so sharp's own cache is useless.
sharp.cache(false)
// Several pictures are made in parallel, each in one thread.
sharp.concurrency(1)

/** What is known about a picture before it is decoded. */
export type Header = {
  /** In pixels, after its EXIF orientation is applied. */
  width: number
  height: number
  hasAlpha: boolean
  credit?: string
  /** The size it is decoded to. */
  intermediate: { width: number; height: number }
  /** The most memory decoding takes, in bytes. */
  weight: number
}

export const damaged = 'is damaged or breaks off. Save it again.'

/** Reads the header of a picture file, decoding nothing; or says why it cannot be shown. */
export async function readHeader(bytes: Buffer): Promise<Header | PictureFault> {
  const format = pictureFormat(bytes)
  if (!format)
    return { fault: 'is not a picture, whatever its name says. Save it as JPEG, PNG, WebP, AVIF or GIF.' }
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  // The library's own message would not help an editor.
  if (!metadata) return { fault: damaged }
  const { autoOrient, pages = 1, hasAlpha, iptc, xmp } = metadata
  const { width, height } = autoOrient
  if (width * height > maxPixels)
    return { fault: `has ${width}×${height} pixels; 50 million is the most. Save it smaller.` }
  if (Math.max(width, height) > longestSide)
    return { fault: `has ${width}×${height} pixels; ${longestSide} is the longest a side may be. Cut it.` }
  if (pages > 1 || (format === 'png' && isAnimatedPng(bytes)))
    return { fault: 'is animated. Save one frame of it as a picture.' }
  const intermediate = intermediateSize(format, { width, height })
  const resultBytes = intermediate.width * intermediate.height * (hasAlpha ? 4 : 3)
  const weight = decodingBytes(stored(format, metadata), bytes.length, resultBytes)
  if (weight > maxWorkingBytes)
    return {
      fault: `would take ${megabytes(weight)} MB of memory to decode; ${megabytes(maxWorkingBytes)} MB is the most. ${lighter(format)}`,
    }
  const credit = creditIn({ ...(iptc && { iptc }), ...(xmp && { xmp }) })
  return { width, height, hasAlpha, ...(credit !== undefined && { credit }), intermediate, weight }
}

function stored(format: PictureFormat, metadata: Metadata): Stored {
  const { width, height, channels, depth, bitsPerSample = 8, isProgressive, chromaSubsampling } = metadata
  return {
    format,
    width,
    height,
    channels,
    // A palette's indices have fewer bits than its colours.
    depth: depth === 'uchar' ? 8 : Math.max(bitsPerSample, 9),
    isInterlaced: isProgressive,
    isSubsampled: channels === 3 && chromaSubsampling === '4:2:0',
  }
}

/** What an editor can do about a picture that is too heavy. */
function lighter(format: PictureFormat): string {
  if (format === 'jpeg') return 'Save it smaller, or not progressive.'
  return format === 'png' ? 'Save it smaller, or without interlacing.' : 'Save it smaller, or as JPEG.'
}

/** Decodes a picture to a size, upright and in sRGB. Throws when the file is truncated. */
export async function decoded(bytes: Buffer, { width, height }: Header['intermediate']): Promise<Pixels> {
  const { data, info } = await opened(bytes)
    .autoOrient()
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] }
}

/** Its average colour, `#abc`, precise enough for a placeholder. Throws when the file is truncated. */
export async function averageColour(bytes: Buffer): Promise<string> {
  const pixel = await opened(bytes)
    .resize(1, 1, { fit: 'fill' })
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer()
  const digit = (channel: number) => Math.round((pixel[channel] ?? 0) / 17).toString(16)
  return `#${digit(0)}${digit(1)}${digit(2)}`
}

function opened(bytes: Buffer) {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'truncated' })
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}
