import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { randomFrom } from './random.ts'

const size = { width: 6000, height: 4000 }
/** The smallest octave; each further one has twice as many patches to a side and half their strength. */
const first = { width: 6, height: 4 }
const octaves = 9

/**
 * Writes pictures as large as a camera's but without its noise, in JPEG at quality 88: patches of light in all sizes,
 * the smaller the weaker, as in natural scenes (Field, 1987, https://doi.org/10.1364/JOSAA.4.002379). The same number
 * always gives the same pictures.
 *
 * @returns their file names
 */
export async function generatePhotographs(directory: string, count: number): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const names: string[] = []
  for (let index = 0; index < count; index += 1) {
    const name = `photograph-${index}.jpg`
    const { pixels, ...raw } = await fractal(randomFrom(index + 1))
    await sharp(pixels, { raw: { ...raw, channels: 3 } })
      .resize(size)
      .jpeg({ quality: 88 })
      .toFile(join(directory, name))
    names.push(name)
  }
  return names
}

async function fractal(random: () => number) {
  let { width, height } = first
  let pixels: Buffer = Buffer.alloc(width * height * 3, 128)
  for (let octave = 0; octave < octaves; octave += 1) {
    const strength = 110 / 2 ** octave
    // Light varies more than colour does.
    for (let at = 0; at < pixels.length; at += 3) {
      const light = (random() - 0.5) * 2 * strength
      for (let channel = 0; channel < 3; channel += 1) {
        const value = (pixels[at + channel] ?? 0) + light + (random() - 0.5) * strength
        pixels[at + channel] = Math.min(255, Math.max(0, value))
      }
    }
    if (octave === octaves - 1) break
    pixels = await sharp(pixels, { raw: { width, height, channels: 3 } })
      .resize(width * 2, height * 2, { kernel: 'cubic' })
      .raw()
      .toBuffer()
    width *= 2
    height *= 2
  }
  return { pixels, width, height }
}
