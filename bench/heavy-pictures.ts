import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'

/** Pictures that need as much memory as is allowed, to decode or to write in their largest sizes; and how many of each. */
const kinds: readonly [
  name: string,
  count: number,
  width: number,
  height: number,
  write: (picture: Sharp) => Sharp,
][] = [
  ['eight-bits.avif', 4, 3950, 3000, (picture) => picture.avif({ effort: 0 })],
  ['ten-bits.avif', 3, 3500, 2600, (picture) => picture.avif({ effort: 0, bitdepth: 10 })],
  ['transparent.avif', 2, 3950, 3000, (picture) => picture.ensureAlpha(0.5).avif({ effort: 0 })],
  [
    'interlaced.png',
    3,
    4400,
    2900,
    (picture) =>
      picture.ensureAlpha(0.5).toColourspace('rgb16').png({ compressionLevel: 1, progressive: true }),
  ],
  ['print.jpg', 2, 5800, 3900, (picture) => picture.toColourspace('cmyk').jpeg({ progressive: true })],
  ['lossless.webp', 1, 6000, 4000, (picture) => picture.webp({ lossless: true, effort: 0 })],
  ['palette.gif', 1, 6000, 4000, (picture) => picture.gif({ effort: 1 })],
  ['tall.jpg', 1, 1600, 3750, (picture) => picture.jpeg()],
]

/**
 * Writes 17 pictures, each heavy in its own way.
 *
 * @param source a picture to make them from
 * @returns their file names
 */
export async function generateHeavyPictures(directory: string, source: string): Promise<string[]> {
  const names: string[] = []
  for (const [kind, count, width, height, write] of kinds) {
    for (let index = 0; index < count; index += 1) {
      const name = `${index}-${kind}`
      // Each is a few pixels narrower, so that no two are the same picture.
      const picture = sharp(source).resize(width - index, height, { fit: 'cover' })
      writeFileSync(join(directory, name), await write(picture).toBuffer())
      names.push(name)
    }
  }
  return names
}
