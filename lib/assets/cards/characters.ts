/** Which characters a typeface has. */
export type Characters = {
  has(character: string): boolean
}

const codePoints = 0x110000

/** One bit for every possible character. */
export type CharacterSet = Uint8Array

/** The characters that are in a set. */
export function charactersIn(set: CharacterSet): Characters {
  return {
    has(character) {
      const code = character.codePointAt(0) ?? 0
      return ((set[code >> 3] ?? 0) & (1 << (code & 7))) !== 0
    },
  }
}

export function emptySet(): CharacterSet {
  return new Uint8Array(codePoints / 8)
}

/**
 * Adds the characters an OpenType font has a glyph for, read from its table `cmap` in formats 4 and 12, the ones modern
 * fonts use (https://learn.microsoft.com/typography/opentype/spec/cmap). Throws a RangeError when the table is cut short.
 */
export function addCharacters(font: Buffer, set: CharacterSet) {
  const add = (code: number) => {
    set[code >> 3] = (set[code >> 3] ?? 0) | (1 << (code & 7))
  }
  const cmap = tableAt(font, 'cmap')
  if (cmap === undefined) return
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4)
    const format = font.readUInt16BE(table)
    if (format === 4) readSegments(font, table, add)
    else if (format === 12) readGroups(font, table, add)
  }
}

function tableAt(font: Buffer, tag: string): number | undefined {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const record = 12 + index * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  return undefined
}

function readSegments(font: Buffer, table: number, add: (code: number) => void) {
  const size = font.readUInt16BE(table + 6)
  for (let segment = 0; segment < size; segment += 2) {
    const end = font.readUInt16BE(table + 14 + segment)
    const startAt = table + 16 + size + segment
    const start = font.readUInt16BE(startAt)
    const delta = font.readUInt16BE(startAt + size)
    const rangeAt = startAt + 2 * size
    const range = font.readUInt16BE(rangeAt)
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = range === 0 ? code : font.readUInt16BE(rangeAt + range + (code - start) * 2)
      // Glyph 0 is the box shown for a missing character.
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) add(code)
    }
  }
}

function readGroups(font: Buffer, table: number, add: (code: number) => void) {
  for (let group = 0; group < font.readUInt32BE(table + 12); group += 1) {
    const at = table + 16 + group * 12
    const start = font.readUInt32BE(at)
    const end = Math.min(font.readUInt32BE(at + 4), codePoints - 1)
    for (let code = start; code <= end; code += 1)
      if (font.readUInt32BE(at + 8) + code - start !== 0) add(code)
  }
}
