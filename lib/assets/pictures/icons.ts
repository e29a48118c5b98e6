import sharp from 'sharp'
import { type IconName, icons } from './icon-shapes.ts'

/**
 * Draws an icon: the whole picture, centred in a square.
 *
 * @param picture small, as iconSource says, or an SVG of the site's own
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
