import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { bombPng, pngOf, testPng } from '../../testing/pictures.ts'
import { temporaryFolder } from '../../testing/temporary.ts'
import { pictureHash } from './hash.ts'
import { inspectPicture } from './inspect.ts'

const folder = temporaryFolder()

function inspected(bytes: Buffer | string) {
  const file = join(folder, 'صورة 图.jpg')
  writeFileSync(file, bytes)
  return inspectPicture(file)
}

const noise = Buffer.from(Array.from({ length: 300 * 200 * 3 }, (_, index) => (index * 7919) % 251))
const photo = () => sharp(noise, { raw: { width: 300, height: 200, channels: 3 } })

describe('inspectPicture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('recognises a %s by its bytes', async (format) => {
    const bytes = await photo().toFormat(format).toBuffer()
    expect(await inspected(bytes)).toMatchObject({
      hash: pictureHash(bytes),
      width: 300,
      height: 200,
      bytes: bytes.length,
    })
  })

  it('reads who made it', async () => {
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="林海/新华社"/></rdf:RDF></x:xmpmeta>'
    expect(await inspected(await photo().withXmp(xmp).jpeg().toBuffer())).toMatchObject({
      credit: '林海/新华社',
    })
  })

  it('sees a picture as its orientation turns it', async () => {
    const bytes = await photo().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await inspected(bytes)).toMatchObject({ width: 200, height: 300 })
  })

  it.each([
    [[255, 0, 0], '#f00'],
    [[16, 33, 250], '#12f'],
    [[9, 9, 9, 255], undefined],
  ])('finds that %j has the colour %s', async (colour, expected) => {
    const found = await inspected(testPng(4, 4, colour))
    expect('colour' in found ? found.colour : undefined).toBe(expected)
  })

  const header = (width: number, height: number, kind = [8, 2]) => {
    const data = Buffer.alloc(13)
    data.writeUInt32BE(width, 0)
    data.writeUInt32BE(height, 4)
    data.set(kind, 8)
    return ['IHDR', data] as const
  }
  /** A copy that claims another size in the box of that name. */
  const sized = (bytes: Buffer, box: string, offset: number, width: number, height: number) => {
    const at = bytes.indexOf(box) + offset
    bytes.writeUInt32BE(width, at)
    bytes.writeUInt32BE(height, at + 4)
    return bytes
  }
  const nothing = Buffer.alloc(0)

  it.each<[string, string, () => Buffer | string | Promise<Buffer>]>([
    ['a text', 'is not a picture, whatever its name says', () => 'No picture'],
    ['an empty file', 'is not a picture, whatever its name says', () => ''],
    [
      'an SVG with a script',
      'is not a picture, whatever its name says',
      () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ],
    ['a PDF', 'is not a picture, whatever its name says', () => '%PDF-1.7\n'],
    [
      'a JPEG that breaks off',
      'is damaged or breaks off',
      async () => (await photo().jpeg().toBuffer()).subarray(0, 9000),
    ],
    [
      'a PNG that breaks off',
      'is damaged or breaks off',
      async () => (await photo().png().toBuffer()).subarray(0, 900),
    ],
    [
      'a WebP that breaks off',
      'is damaged or breaks off',
      async () => (await photo().webp().toBuffer()).subarray(0, 900),
    ],
    ['nothing but a beginning', 'is damaged or breaks off', () => Buffer.of(0xff, 0xd8, 0xff, 0xe0)],
    ['a bomb of 20,000×20,000', 'has 20000×20000 pixels; 50 million is the most', () => bombPng()],
    ['a ribbon', 'has 20000×1 pixels; 16383 is the longest', () => testPng(20_000, 1)],
    [
      'an AVIF of 49 million',
      'would take 970 MB of memory to decode; 256 MB is the most. Save it smaller, or as JPEG.',
      async () => sized(await photo().avif().toBuffer(), 'ispe', 8, 7000, 7000),
    ],
    [
      'a PNG of 16 bits, interlaced',
      'would take 515 MB of memory to decode; 256 MB is the most. Save it smaller, or without interlacing.',
      () => pngOf([header(7000, 7000, [16, 6, 0, 0, 1]), ['IDAT', nothing], ['IEND', nothing]]),
    ],
    [
      'a JPEG for print, in passes',
      'MB of memory to decode; 256 MB is the most. Save it smaller, or not progressive.',
      async () => {
        const bytes = await photo().toColourspace('cmyk').jpeg({ progressive: true }).toBuffer()
        const frame = bytes.indexOf(Buffer.of(0xff, 0xc2))
        bytes.writeUInt16BE(7000, frame + 5)
        bytes.writeUInt16BE(7000, frame + 7)
        return bytes
      },
    ],
    [
      'a PNG that moves',
      'is animated',
      () => pngOf([header(1, 1), ['acTL', Buffer.alloc(8)], ['IDAT', nothing], ['IEND', nothing]]),
    ],
    [
      'a GIF that moves',
      'is animated',
      () =>
        sharp([testPng(4, 4), testPng(4, 4, [0, 0, 200])], { join: { animated: true } })
          .gif()
          .toBuffer(),
    ],
  ])('refuses %s: %s', async (_, fault, make) => {
    expect(await inspected(await make())).toEqual({ fault: expect.stringContaining(fault) })
  })
})
