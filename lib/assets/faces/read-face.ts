import { brotliDecompressSync } from 'node:zlib'
import { pictureHash } from '../pictures/hash.ts'

/** A typeface that may be served. */
export type Face = {
  /** Of the file's bytes, 16 hexadecimal digits. */
  hash: string
  /** The percentage of its size at which its small letters are as high as those of the usual headline faces. */
  sizeAdjust: number
}

/** Why a file cannot be used: "… . How to mend it.", to follow its name. */
export type FaceFault = { fault: string }

/** It is for headlines alone, and no reader should wait for it: a variable face of all Latin letters fits. */
export const maxFaceBytes = 32 * 1024

const subset = 'Save it as WOFF2, with the letters your headlines need.'

/** The height of small letters that headlines are set for, as a share of the type's size. */
const usualHeight = 0.5
const mostUnpacked = 1024 * 1024

/**
 * Reads a WOFF2 file (https://www.w3.org/TR/WOFF2/): its header and list of tables, and two tables that are stored as they
 * are in every font.
 */
export function readFace(bytes: Buffer): Face | FaceFault {
  try {
    const tables = tablesOf(bytes)
    const head = tables.get('head')
    const os2 = tables.get('OS/2')
    if (!head || !os2 || !tables.has('cmap')) return { fault: `lacks tables that browsers need. ${subset}` }
    const unitsPerEm = head.readUInt16BE(18)
    // Older fonts do not say it.
    const height = os2.readUInt16BE(0) >= 2 ? os2.readInt16BE(86) / unitsPerEm : usualHeight
    const adjust = Math.round((100 * usualHeight) / height)
    return {
      hash: pictureHash(bytes),
      sizeAdjust: Number.isFinite(adjust) ? Math.min(130, Math.max(75, adjust)) : 100,
    }
  } catch {
    // A number beyond the file's end, or data that does not unpack.
    return { fault: `is no WOFF2 font. ${subset}` }
  }
}

/** Tags by number, without the spaces that make them four letters; others are written out (WOFF2, 5.2). */
const knownTags = (
  'cmap head hhea hmtx maxp name OS/2 post cvt fpgm glyf loca prep CFF VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX ' +
  'vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG sbix acnt avar bdat bloc bsln cvar fdsc feat ' +
  'fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
).split(' ')

/** The tables by tag; of those that WOFF2 rewrites, the rewritten bytes. Throws a RangeError when it is no such file. */
function tablesOf(bytes: Buffer): Map<string, Buffer> {
  const isFont = bytes.toString('latin1', 0, 4) === 'wOF2' && bytes.readUInt32BE(8) === bytes.length
  if (!isFont) throw new RangeError('no WOFF2 file')
  const count = bytes.readUInt16BE(12)
  const packed = bytes.readUInt32BE(20)
  let at = 48
  const base128 = () => {
    let value = 0
    for (let digits = 0; digits < 5; digits += 1) {
      const byte = bytes.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
    throw new RangeError('a number without end')
  }
  const entries = Array.from({ length: count }, () => {
    const flags = bytes.readUInt8(at++)
    const number = flags & 63
    const tag = knownTags[number] ?? bytes.toString('latin1', at, at + 4)
    if (number === knownTags.length) at += 4
    const length = base128()
    const version = flags >> 6
    const isRewritten = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0
    return { tag, length: isRewritten ? base128() : length }
  })
  const data = brotliDecompressSync(bytes.subarray(at, at + packed), { maxOutputLength: mostUnpacked })
  let from = 0
  return new Map(
    entries.map(({ tag, length }) => {
      const table = data.subarray(from, from + length)
      from += length
      if (table.length !== length) throw new RangeError('a table is cut off')
      return [tag, table]
    }),
  )
}
