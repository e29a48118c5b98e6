import { describe, expect, it } from 'vitest'
import { isVisible } from './visible.ts'

describe('isVisible', () => {
  it.each([
    ['nothing', ''],
    ['spaces', ' \u00a0\u2003\u3000\u1680'],
    ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
    ['soft hyphens', '\u00ad\u00ad'],
    ['combining marks', '\u0301\u0e31\u093f\u20dd'],
    ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
    ['Braille without dots', '\u2800\u2800'],
    ['tags', '\u{e0001}\u{e0061}\u{e007f}'],
    ['variation selectors', '\ufe0f\u{e0100}'],
    ['directional controls', '\u202e\u2066\u2069\u200f\u061c'],
    ['Mongolian separators', '\u180e\u180b'],
    ['line and paragraph separators', '\u2028\u2029'],
    ['private characters', '\ue000\u{f0000}'],
    ['half a character', '\ud83d'],
    ['a musical note without a head', '\u{1d159}'],
    ['no object', '\ufffc'],
  ])('%s: no', (_, text) => {
    expect(isVisible(text)).toBe(false)
  })

  it.each([
    'a',
    '٣',
    'Ферри',
    '渡轮',
    'ページ',
    '페리',
    '\u3164ㅎ',
    'हिन्दी',
    'ᠮᠣᠩᠭᠣᠯ',
    '⠃',
    '?',
    '🚢',
    '❤️',
    '👩‍🚀',
    'e\u0301',
    '𝄞',
  ])('%s: yes', (text) => {
    expect(isVisible(text)).toBe(true)
  })
})
