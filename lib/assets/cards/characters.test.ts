import { expect, it } from 'vitest'
import { addCharacters, charactersIn, emptySet } from './characters.ts'

function font(...subtables: Buffer[]): Buffer {
  const records = subtables.map((_, index) => {
    const before = subtables.slice(0, index).reduce((sum, table) => sum + table.length, 0)
    return words(0, 3, 0, 4 + subtables.length * 8 + before)
  })
  const cmap = Buffer.concat([words(0, subtables.length), ...records, ...subtables])
  const directory = Buffer.concat([
    words(0, 1, 0, 1, 0, 0, 0),
    Buffer.from('cmap'),
    words(0, 0, 0, 28, 0, cmap.length),
  ])
  // Version, number of tables, search hints; then one record.
  return Buffer.concat([directory.subarray(0, 4), words(1, 0, 0, 0), directory.subarray(14), cmap])
}

/** Numbers of 16 bits. */
function words(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2)
  numbers.forEach((number, index) => {
    bytes.writeUInt16BE(number & 0xffff, index * 2)
  })
  return bytes
}

function known(bytes: Buffer, asked: string): string {
  const set = emptySet()
  addCharacters(bytes, set)
  const characters = charactersIn(set)
  return [...asked].filter((character) => characters.has(character)).join('')
}

// Segments: a to c by a delta; ش and ص by a list in which ص has no glyph; the end marker.
const format4 = words(
  ...[4, 0, 0, 6, 0, 0, 0],
  ...[0x63, 0x635, 0xffff, 0],
  ...[0x61, 0x634, 0xffff],
  ...[-0x60, 0, 1],
  ...[0, 4, 0],
  ...[7, 0],
)
// A group each for 语 and 𠮷.
const format12 = words(
  12,
  0,
  0,
  40,
  0,
  0,
  0,
  2,
  ...[0, 0x8bed, 0, 0x8bed, 0, 1],
  ...[2, 0xbb7 - 0x10000, 2, 0xbb7, 0, 2],
)

it('reads both kinds of table, and tells the missing-character box from a letter', () => {
  expect(known(font(format4, format12), 'abcdشص语言𠮷')).toBe('abcش语𠮷')
})

it('finds nothing in a font without the table, and does not read past the end of a truncated one', () => {
  expect(known(words(0, 1, 0, 0), 'a')).toBe('')
  const whole = font(format4, format12)
  expect(() => known(whole.subarray(0, whole.length - 20), 'a')).toThrow(RangeError)
})
