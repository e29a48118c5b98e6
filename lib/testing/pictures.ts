import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import type { MediaFile } from '../assets/media/inspect.ts'
import type { PictureFile } from '../assets/pictures/facts.ts'
import type { IndexDatabase } from '../index/index-database.ts'
import { knownPictures } from '../index/queries/picture-queries.ts'
import type { Surroundings } from '../reading/pictures.ts'

/** A PNG of one colour, however large, in a few bytes. @param colour red, green, blue and perhaps alpha, 0–255 */
export function testPng(width: number, height: number, colour: readonly number[] = [200, 40, 40]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colour.length === 4 ? 6 : 2], 8)
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * colour.length, Buffer.from(colour))])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)), { level: 1 })
  return pngOf([
    ['IHDR', header],
    ['IDAT', pixels],
    ['IEND', Buffer.alloc(0)],
  ])
}

/** A picture in which neighbouring pixels always differ, so that it compresses badly: the same each time. */
export function noise(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3)
  let state = 123_456_789
  for (let at = 0; at < data.length; at += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    data[at] = 64 + (state & 127)
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** A PNG of chunks (https://www.w3.org/TR/png-3/#5Chunk-layout), valid or not. */
export function pngOf(chunks: readonly (readonly [string, Buffer])[]): Buffer {
  const parts = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  })
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

/** A PNG of 200 bytes that claims to be this large: decoded, it would take a gigabyte. */
export function bombPng(width = 20_000, height = 20_000): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return pngOf([
    ['IHDR', header],
    ['IDAT', Buffer.alloc(100)],
    ['IEND', Buffer.alloc(0)],
  ])
}

/** The facts of a picture that is large enough for everything. */
export const testPicture: PictureFile = {
  hash: '0123456789abcdef',
  width: 1800,
  height: 1200,
  colour: '#abc',
  bytes: 1234,
  modified: 0,
}

/** The facts of a film, a recording or captions. */
export const testMedia: Omit<MediaFile, 'kind' | 'type'> = {
  hash: 'fedcba9876543210',
  bytes: 4321,
  modified: 0,
}

/** Surroundings in which these files exist, all pictures and media alike. */
export function surroundingsWith(files: readonly string[]): Surroundings {
  return {
    picture: (path) => (files.includes(path) ? testPicture : undefined),
    media: (path, kind, type) => (files.includes(path) ? { ...testMedia, kind, type } : undefined),
  }
}

/** Whether a picture, by its path in the content folder, belongs to something readers can see. */
export function isPublicPicture(db: IndexDatabase, path: string): boolean {
  return knownPictures(db).some(({ picture }) => picture === path)
}
