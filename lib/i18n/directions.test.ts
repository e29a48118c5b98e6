import { describe, expect, it } from 'vitest'
import { closedDirections, createCloser, hasDirections, shownDirections } from './directions.ts'

const [lre, rle, pdf, lro, rlo] = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e']
const [lri, rli, fsi, pdi] = ['\u2066', '\u2067', '\u2068', '\u2069']

describe('closedDirections', () => {
  it.each([
    ['plain text', 'Ferry', 'Ferry'],
    ['marks', 'عبّارة\u200f (A\u200e) \u061c', 'عبّارة\u200f (A\u200e) \u061c'],
    [
      'what is closed',
      `${rle}عبّارة${pdf} ${fsi}A${pdi} ${rlo}x${pdf}`,
      `${rle}عبّارة${pdf} ${fsi}A${pdi} ${rlo}x${pdf}`,
    ],
    ['what is closed within another', `${rli}a${lre}b${pdf}c${pdi}`, `${rli}a${lre}b${pdf}c${pdi}`],
    ['what an isolate’s end closes', `${lri}a${rlo}b${pdi}c`, `${lri}a${rlo}b${pdi}c`],
    ['an embedding', `A ${rle}b`, `A ${rle}b${pdf}`],
    ['an override', `A ${rlo}b ${lro}c`, `A ${rlo}b ${lro}c${pdf}${pdf}`],
    ['isolates', `${lri}a${rli}b${fsi}c${pdi}`, `${lri}a${rli}b${fsi}c${pdi}${pdi}${pdi}`],
    ['one of each', `${rli}a${rlo}b`, `${rli}a${rlo}b${pdf}${pdi}`],
    ['ends of nothing', `a${pdf}b${pdi}c`, 'abc'],
    [
      'the end of an embedding outside of an isolate',
      `${rle}a${lri}b${pdf}c${pdi}d`,
      `${rle}a${lri}bc${pdi}d${pdf}`,
    ],
  ])('%s', (_, text, closed) => {
    expect(closedDirections(text)).toBe(closed)
    expect(closedDirections(closed)).toBe(closed)
  })

  it('continues from one piece to the next', () => {
    const closer = createCloser()
    expect([`a${rlo}b`, `c${pdf}d${pdf}`, `${rli}e`].map(closer.pass)).toEqual([
      `a${rlo}b`,
      `c${pdf}d`,
      `${rli}e`,
    ])
    expect([closer.end(), closer.end()]).toEqual([pdi, ''])
  })
})

it('tells whether a text has any, and makes them visible', () => {
  expect([`a${rlo}b`, `${pdi}`, 'a\u200fb'].map(hasDirections)).toEqual([true, true, false])
  expect(shownDirections(`a${rlo}b${pdi}\u200f`)).toBe('a\\u202eb\\u2069\u200f')
})
