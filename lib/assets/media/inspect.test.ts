import { chmodSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import { inspectMedia } from './inspect.ts'
import { mediaType } from './kinds.ts'

const folder = temporaryFolder()

function file(name: string, bytes: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  return path
}

const mp4 = '\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41'
const webm = '\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm'

describe('a media file', () => {
  it.each([
    ['video', 'film.mp4', mp4],
    ['video', 'فيلم.webm', webm],
    ['audio', '声音.m4a', '\0\0\0\x1cftypM4A \0\0\0\0'],
    ['audio', 'a.webm', webm],
    ['audio', 'tagged.mp3', 'ID3\x04\0'],
    ['audio', 'bare.mp3', '\xff\xfb\x90\x00'],
    ['audio', 'a.ogg', 'OggS\0\x02'],
    ['captions', 'a.en.vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nA'],
    ['captions', 'bom.ar.vtt', '\xef\xbb\xbfWEBVTT - words\n'],
  ] as const)('%s %s is what its first bytes say', (kind, name, bytes) => {
    const type = mediaType(kind, name) ?? ''
    const path = file(name, bytes)
    expect(inspectMedia(path, kind, type)).toMatchObject({ kind, type, bytes: bytes.length })
  })

  it.each([
    ['video', 'text.mp4', 'This is text.', 'MP4 or WebM'],
    ['video', 'page.webm', '<script>alert(1)</script>', 'MP4 or WebM'],
    ['video', 'other.webm', webm.replace('webm', 'matroska'), 'MP4 or WebM'],
    ['video', 'picture.mp4', '\0\0\0\x20ftypavif', 'MP4 or WebM'],
    ['video', 'quicktime.mp4', '\0\0\0\x20ftypqt  ', 'MP4 or WebM'],
    ['video', 'empty.mp4', '', 'MP4 or WebM'],
    ['audio', 'film.mp3', mp4, 'MP3, M4A, Ogg or WebM'],
    [
      'captions',
      'a.zh-Hans.vtt',
      '1\n00:00:00,000 --> 00:00:01,000',
      'WebVTT, which begins with the line WEBVTT',
    ],
    ['captions', 'b.en.vtt', 'WEBVTTX', 'WebVTT, which begins with the line WEBVTT'],
  ] as const)('%s %s is refused when they say otherwise', (kind, name, bytes, formats) => {
    expect(inspectMedia(file(name, bytes), kind, mediaType(kind, name) ?? '')).toEqual({
      fault: `is not what its name says. Save it as ${formats}.`,
    })
  })

  it('has a size limit, which is checked without reading it', () => {
    const path = file('huge.mp4', mp4)
    truncateSync(path, 1001 * 1024 * 1024)
    const fault = 'has 1001 MB; 1000 MB is the most. Save it smaller.'
    expect(inspectMedia(path, 'video', 'video/mp4')).toEqual({ fault })
    const captions = file('huge.en.vtt', `WEBVTT\n${' '.repeat(1024 * 1024)}`)
    expect(inspectMedia(captions, 'captions', 'text/vtt')).toEqual({
      fault: 'has 2 MB; 1 MB is the most. Save it smaller.',
    })
  })

  it('that is missing, or that cannot be read, is told apart', () => {
    expect(inspectMedia(join(folder, 'none.mp4'), 'video', 'video/mp4')).toBeUndefined()
    expect(inspectMedia(folder, 'video', 'video/mp4')).toEqual({
      fault: 'cannot be read. Give the server permission to read it.',
    })
    chmodSync(file('closed.mp4', mp4), 0o600)
  })
})

describe('the hash of a media file', () => {
  const hashOf = (path: string) => {
    const found = inspectMedia(path, 'video', 'video/mp4')
    return found && 'hash' in found ? found.hash : undefined
  }
  const large = Buffer.concat([Buffer.from(mp4, 'latin1'), Buffer.alloc(9 * 1024 * 1024, 7)])

  it('does not depend on when or where it was saved', () => {
    const [one, two] = [file('one.mp4', large), file('two.mp4', large)]
    utimesSync(two, 1, 1)
    expect(hashOf(one)).toMatch(/^[0-9a-f]{16}$/)
    expect(hashOf(two)).toBe(hashOf(one))
  })

  it('changes with the size, the first byte and the last byte', () => {
    const other = (at: number) => Buffer.from(large).fill(9, at, at + 1)
    const hashes = [large, large.subarray(0, -1), other(100), other(large.length - 1)].map((bytes, index) =>
      hashOf(file(`${index}.mp4`, bytes)),
    )
    expect(new Set(hashes).size).toBe(4)
  })

  it('counts every byte of a file up to 4 MB', () => {
    const small = large.subarray(0, 4 * 1024 * 1024)
    const other = Buffer.from(small).fill(9, 2_000_001, 2_000_002)
    expect(hashOf(file('a.mp4', other))).not.toBe(hashOf(file('b.mp4', small)))
  })
})
