import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readFace } from './read-face.ts'

const files = 'node_modules/@fontsource-variable'
const serif = readFileSync(`${files}/noto-serif/files/noto-serif-latin-wght-normal.woff2`)
const arabic = readFileSync(`${files}/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2`)

it('reads a typeface, and how high its letters are', () => {
  // Noto Serif's x-height is 536 of 1000.
  expect(readFace(serif)).toEqual({
    hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    sizeAdjust: 93,
  })
  expect(readFace(arabic)).toMatchObject({ sizeAdjust: expect.any(Number) })
})

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a picture', Buffer.from('GIF89a')],
  ['a header alone', serif.subarray(0, 60)],
  ['half a font', serif.subarray(0, serif.length / 2)],
  ['another length', Buffer.concat([serif, Buffer.from('more')])],
  [
    'garbage behind a good header',
    Buffer.concat([serif.subarray(0, 200), Buffer.alloc(serif.length - 200, 7)]),
  ],
  ['numbers without end', Buffer.concat([serif.subarray(0, 48), Buffer.alloc(serif.length - 48, 255)])],
])('refuses %s', (_, bytes) => {
  expect(readFace(bytes)).toEqual({
    fault: 'is no WOFF2 font. Save it as WOFF2, with the letters your headlines need.',
  })
})
