import { describe, expect, it } from 'vitest'
import { isSlug, toSlug } from './fields.ts'

// The same word as keyboards type it and as some file systems store it.
const composed = 'caf\u00e9'
const decomposed = 'cafe\u0301'

describe('isSlug', () => {
  it.each([
    'talks',
    'a',
    '2025',
    'istanbul-talks-2',
    '伊斯坦布尔',
    'محادثات-السلام',
    'हिन्दी',
    'サッカー',
    composed,
  ])('%s is one', (text) => {
    expect(isSlug(text)).toBe(true)
  })

  it.each([
    '',
    'Talks',
    'É',
    'two words',
    '-a',
    'a-',
    'a--b',
    'a_b',
    'a.b',
    'a/b',
    '..',
    'a%20b',
    '__proto__',
    'a\u0000',
    'a\u202eb',
    '\u3164',
    '\u0301',
    decomposed,
    // Numbers that have a lower case.
    'henry-Ⅷ',
    'ↂ-Ⅽ',
    'i\u0307stanbulİ',
  ])('%j is not one', (text) => {
    expect(isSlug(text)).toBe(false)
  })

  it('leaves room in a file name for language and extension', () => {
    expect(isSlug('a'.repeat(180))).toBe(true)
    expect(isSlug('a'.repeat(181))).toBe(false)
    expect(isSlug('伊'.repeat(60))).toBe(true)
    expect(isSlug('伊'.repeat(61))).toBe(false)
  })
})

it('the result of making a slug is a slug, whatever the letter or number', () => {
  const wrong: string[] = []
  for (let code = 0; code < 0x1_1000; code += 1) {
    const character = String.fromCodePoint(code)
    if (!/[\p{L}\p{N}]/u.test(character)) continue
    const slug = toSlug(`a${character}b`)
    if (!isSlug(slug)) wrong.push(character)
  }
  expect(wrong).toEqual([])
})

describe('toSlug', () => {
  it.each([
    ['Talks, announced!', 'talks-announced'],
    ['  The minister’s plan  ', 'the-ministers-plan'],
    ['2025/26 — what’s next?', '2025-26-whats-next'],
    [decomposed, composed],
    ['ÉCOLE', 'école'],
    ['İstanbul’da zirve', 'istanbulda-zirve'],
    ['İSTANBUL', 'istanbul'],
    ['Henry Ⅷ', 'henry-ⅷ'],
    ['ΟΔΟΣ', 'οδος'],
    ['STRAẞE', 'straße'],
    ['伊斯坦布尔：会谈', '伊斯坦布尔-会谈'],
    ['محادثات السلام', 'محادثات-السلام'],
    ['サッカー', 'サッカー'],
    ['!!!', ''],
    ['', ''],
  ])('%s', (text, slug) => {
    expect(toSlug(text)).toBe(slug)
  })

  it.each(['word '.repeat(100), 'x'.repeat(1000), '伊斯坦布尔'.repeat(100), '🙂 a'.repeat(100)])(
    'makes a slug of something as long as %.12s…',
    (text) => {
      expect(isSlug(toSlug(text))).toBe(true)
    },
  )

  it('cuts between words where it can', () => {
    expect(toSlug('word '.repeat(100))).toMatch(/^word(-word)+$/)
  })
})
