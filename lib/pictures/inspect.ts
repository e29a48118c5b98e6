import { readFile, stat } from 'node:fs/promises'
import sharp from 'sharp'
import { creditIn } from './credit.ts'
import { longestSide, mostFileBytes, mostPixels, type PictureFault, type PictureFile } from './facts.ts'
import { isAnimatedPng, pictureFormat } from './format.ts'
import { pictureHash } from './hash.ts'

/** Looks at a picture file, decoding it once, small, so that one that breaks off is found out. */
export async function inspectPicture(file: string): Promise<PictureFile | PictureFault> {
  try {
    const { size, mtimeMs } = await stat(file)
    if (size > mostFileBytes)
      return {
        fault: `has ${megabytes(size)} MB; ${megabytes(mostFileBytes)} MB is the most. Save it smaller.`,
      }
    const bytes = await readFile(file)
    const seen = await inspectBytes(bytes)
    if ('fault' in seen) return seen
    return { hash: pictureHash(bytes), ...seen, bytes: size, modified: mtimeMs }
  } catch {
    return { fault: 'cannot be read. Give the server permission to read it.' }
  }
}

type Seen = Omit<PictureFile, 'hash' | 'bytes' | 'modified'>

async function inspectBytes(bytes: Buffer): Promise<Seen | PictureFault> {
  const format = pictureFormat(bytes)
  if (!format)
    return { fault: 'is not a picture, whatever its name says. Save it as JPEG, PNG, WebP, AVIF or GIF.' }
  try {
    const {
      autoOrient,
      pages = 1,
      hasAlpha,
      iptc,
      xmp,
    } = await sharp(bytes, { limitInputPixels: false }).metadata()
    const { width, height } = autoOrient
    if (width * height > mostPixels)
      return { fault: `has ${width}×${height} pixels; 50 million is the most. Save it smaller.` }
    if (Math.max(width, height) > longestSide)
      return { fault: `has ${width}×${height} pixels; ${longestSide} is the longest a side may be. Cut it.` }
    if (pages > 1 || (format === 'png' && isAnimatedPng(bytes)))
      return { fault: 'is animated. Save one frame of it as a picture.' }
    const colour = await averageColour(bytes)
    const credit = creditIn({ ...(iptc && { iptc }), ...(xmp && { xmp }) })
    return { width, height, ...(!hasAlpha && { colour }), ...(credit !== undefined && { credit }) }
  } catch {
    return { fault: 'is damaged or breaks off. Save it again.' }
  }
}

/** `#abc`: what little of it is lost there, nobody sees before the picture comes. */
async function averageColour(bytes: Buffer): Promise<string> {
  const pixel = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' })
    .resize(1, 1, { fit: 'fill' })
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer()
  const digit = (channel: number) => Math.round((pixel[channel] ?? 0) / 17).toString(16)
  return `#${digit(0)}${digit(1)}${digit(2)}`
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024)
}
