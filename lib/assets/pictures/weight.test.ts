import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { noise } from '../../testing/pictures.ts'
import { temporaryFolder } from '../../testing/temporary.ts'
import type { PictureFormat } from './format.ts'
import { decodingBytes, encodingBytes, type Stored } from './weight.ts'

const side = 1200

const still: Stored = {
  format: 'jpeg',
  width: side,
  height: side,
  channels: 3,
  depth: 8,
  isInterlaced: false,
  isSubsampled: false,
}

/** The most a process grows while it does something with a picture file, in bytes (VmHWM of proc(5), reset before). */
function peakOf(file: string, what: string): number {
  const program = `
    const { readFileSync, writeFileSync } = require('node:fs')
    const sharp = require('sharp')
    sharp.cache(false)
    sharp.concurrency(1)
    const kilobytes = (name) => Number(new RegExp(name + ':\\\\s+(\\\\d+)').exec(readFileSync('/proc/self/status', 'utf8'))[1])
    const act = async (picture) => { ${what} }
    ;(async () => {
      await sharp({ create: { width: 900, height: 900, channels: 3, background: '#abc' } }).resize(90).raw().toBuffer()
      const before = kilobytes('VmRSS')
      writeFileSync('/proc/self/clear_refs', '5')
      const bytes = readFileSync(${JSON.stringify(file)})
      await act((options) => sharp(bytes, options))
      console.log(1024 * (kilobytes('VmHWM') - before))
    })()`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
    env: { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' },
  })
  expect(stderr).not.toContain('Error')
  return Number(stdout)
}

const kinds: [string, Partial<Stored> & { format: PictureFormat }, (picture: Sharp) => Sharp][] = [
  ['a JPEG', { format: 'jpeg' }, (picture) => picture.jpeg()],
  [
    'a progressive JPEG',
    { format: 'jpeg', isInterlaced: true, isSubsampled: true },
    (picture) => picture.jpeg({ progressive: true }),
  ],
  [
    'a progressive JPEG with all colours',
    { format: 'jpeg', isInterlaced: true },
    (picture) => picture.jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
  ],
  [
    'a progressive JPEG for print',
    { format: 'jpeg', isInterlaced: true, channels: 4 },
    (picture) => picture.toColourspace('cmyk').jpeg({ progressive: true }),
  ],
  ['a PNG', { format: 'png' }, (picture) => picture.png({ compressionLevel: 1 })],
  [
    'a PNG of 16 bits, interlaced',
    { format: 'png', isInterlaced: true, depth: 16 },
    (picture) => picture.toColourspace('rgb16').png({ compressionLevel: 1, progressive: true }),
  ],
  [
    'a transparent PNG of 16 bits, interlaced',
    { format: 'png', isInterlaced: true, depth: 16, channels: 4 },
    (picture) =>
      picture.ensureAlpha(0.5).toColourspace('rgb16').png({ compressionLevel: 1, progressive: true }),
  ],
  ['a GIF', { format: 'gif', channels: 4 }, (picture) => picture.gif({ effort: 1, dither: 0 })],
  ['a WebP', { format: 'webp' }, (picture) => picture.webp({ effort: 0 })],
  ['a WebP that loses nothing', { format: 'webp' }, (picture) => picture.webp({ effort: 0, lossless: true })],
  ['an AVIF', { format: 'avif' }, (picture) => picture.avif({ effort: 0 })],
  [
    'an AVIF of 10 bits',
    { format: 'avif', depth: 10 },
    (picture) => picture.avif({ effort: 0, bitdepth: 10 }),
  ],
  [
    'a transparent AVIF',
    { format: 'avif', channels: 4 },
    (picture) => picture.ensureAlpha(0.5).avif({ effort: 0 }),
  ],
]

const folder = temporaryFolder()

describe.runIf(process.platform === 'linux')('the memory it takes', () => {
  it.each(kinds)(
    'to decode %s is no more than calculated',
    { timeout: 60_000 },
    async (name, stored, write) => {
      const bytes = await write(noise(side, side)).toBuffer()
      const file = join(folder, name)
      writeFileSync(file, bytes)
      const channels = stored.channels ?? 3
      const reckoned = decodingBytes({ ...still, ...stored }, bytes.length, 600 * 600 * channels)
      const decode = `await picture({ failOn: 'truncated' }).autoOrient().resize(600).toColourspace('srgb').raw().toBuffer()`
      const shrink = `await picture({ failOn: 'truncated' }).resize(1, 1).flatten().toColourspace('srgb').raw().toBuffer()`
      const peak = peakOf(file, `${decode}; ${shrink}`)
      expect(peak / 1e6).toBeLessThan(reckoned / 1e6)
    },
  )

  const formats = [
    ['avif', 'avif({ quality: 50, effort: 1 })'],
    ['webp', 'webp({ quality: 72, effort: 3 })'],
    ['jpg', 'jpeg({ quality: 76, mozjpeg: true })'],
    ['png', 'png({ compressionLevel: 8 })'],
  ] as const
  it.each(formats)('to write %s is no more than calculated', { timeout: 60_000 }, async (format, write) => {
    const size = { width: 1200, height: 1200 }
    const file = join(folder, `pixels.${format}`)
    writeFileSync(file, await noise(size.width, size.height).raw().toBuffer())
    const raw = JSON.stringify({ raw: { ...size, channels: 3 } })
    const pixelBytes = size.width * size.height * 3
    const peak = peakOf(file, `await picture(${raw}).${write}.toBuffer()`) - pixelBytes
    expect(peak / 1e6).toBeLessThan(encodingBytes({ format, ...size }) / 1e6)
  })
})
