import sharp from 'sharp'
import type { Variant } from './variants.ts'

/** A site's icons: in tabs, in bookmarks, on a phone's home screen; sizes in pixels, square. */
export const icons = {
  favicon: { type: 'image/x-icon', sizes: [16, 32, 48], isOpaque: false },
  // iPhones show transparent parts as black.
  'touch-icon': { type: 'image/png', sizes: [180], isOpaque: true },
  'icon-192': { type: 'image/png', sizes: [192], isOpaque: false },
  'icon-512': { type: 'image/png', sizes: [512], isOpaque: false },
} as const

export type IconName = keyof typeof icons

const largest = 512

/** The variant of a picture that icons are drawn from. */
export function iconSource({ width, height }: { width: number; height: number }): Variant {
  const scale = Math.min(1, largest / Math.max(width, height))
  const scaled = (side: number) => Math.max(1, Math.round(side * scale))
  return { name: 'icon', format: 'png', width: scaled(width), height: scaled(height) }
}

/**
 * Draws an icon: the whole picture, centred in a square.
 *
 * @param picture small, as {@link iconSource} says, or an SVG of the site's own
 */
export async function drawIcon(name: IconName, picture: Buffer): Promise<Buffer> {
  const { sizes, isOpaque, type } = icons[name]
  const drawn = sizes.map(async (size) => {
    const background = { r: 255, g: 255, b: 255, alpha: isOpaque ? 1 : 0 }
    const square = sharp(picture).resize(size, size, { fit: 'contain', background })
    return { size, png: await (isOpaque ? square.flatten({ background }) : square).png().toBuffer() }
  })
  const [first, ...others] = await Promise.all(drawn)
  if (!first) throw new RangeError('An icon has at least one size.')
  return type === 'image/x-icon' ? ico([first, ...others]) : first.png
}

/** An ICO file of several icons; browsers accept PNG in it since 2009 (https://en.wikipedia.org/wiki/ICO_(file_format)). */
function ico(images: readonly { size: number; png: Buffer }[]): Buffer {
  const headerBytes = 6
  const entryBytes = 16
  const head = Buffer.alloc(headerBytes + entryBytes * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of images.entries()) {
    const at = headerBytes + entryBytes * index
    head.writeUInt8(size, at)
    head.writeUInt8(size, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)])
}
