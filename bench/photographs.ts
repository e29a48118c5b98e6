import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { randomFrom } from './random.ts'

const size = { width: 6000, height: 4000 }

/**
 * Writes pictures as large as a camera's, soft and without noise: large patches of light under smaller ones, as a
 * photograph has them, in JPEG at quality 88. The same for the same number.
 *
 * @returns their file names
 */
export async function generatePhotographs(directory: string, count: number): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const names: string[] = []
  for (let index = 0; index < count; index += 1) {
    const name = `photograph-${index}.jpg`
    const random = randomFrom(index + 1)
    const fine = await patches(48, 32, random).resize(size).blur(2).raw().toBuffer()
    await patches(12, 8, random)
      .resize(size)
      .composite([{ input: fine, raw: { ...size, channels: 3 }, blend: 'soft-light' }])
      .jpeg({ quality: 88 })
      .toFile(join(directory, name))
    names.push(name)
  }
  return names
}

function patches(width: number, height: number, random: () => number) {
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, () => Math.floor(random() * 256)))
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}
