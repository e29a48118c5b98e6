import { describe, expect, it } from 'vitest'
import { direction, joinNames, joinParts, localeOf, ownName } from './language.ts'

describe('direction', () => {
  it.each(['ar', 'he', 'fa', 'ur', 'ar-EG', 'az-Arab', 'ckb'])('is right to left: %s', (lang) => {
    expect(direction(lang)).toBe('rtl')
  })

  it.each(['en', 'zh-Hans', 'ru', 'sw', 'az', 'hi', 'ar-Latn', 'mul'])('is left to right: %s', (lang) => {
    expect(direction(lang)).toBe('ltr')
  })
})

it.each([
  ['en', 'English', 'en-GB'],
  ['ar', 'العربية', 'ar'],
])('knows a language’s own name and customs: %s', (lang, name, locale) => {
  expect(ownName(lang)).toBe(name)
  expect(localeOf(lang)).toBe(locale)
})

describe('joinNames', () => {
  it.each([
    ['en', [], ''],
    ['en', ['A'], 'A'],
    ['en', ['A', 'B'], 'A and B'],
    ['en', ['A', 'B', 'C'], 'A, B and C'],
    ['zh-Hans', ['甲', '乙', '丙'], '甲、乙和丙'],
    ['ar', ['أ', 'ب'], 'أ وب'],
    ['ru', ['А', 'Б'], 'А и Б'],
  ])('joins as the language does: %s %j', (lang, names, expected) => {
    expect(joinNames(names, lang)).toBe(expected)
  })
})

describe('joinParts', () => {
  it.each(['en', 'ar', 'zh-Hans', 'es', 'sw'])('has every name once, in order: %s', (lang) => {
    const parts = joinParts(['A', 'B', 'C', 'A'], lang)
    expect(parts.flatMap((part) => ('index' in part ? part.index : []))).toEqual([0, 1, 2, 3])
  })

  it.each(['en', 'ar', 'zh-Hans', 'es', 'sw'])('reads the same as joinNames: %s', (lang) => {
    const names = ['A, B', 'and', 'C']
    const text = joinParts(names, lang).map((part) => ('index' in part ? names[part.index] : part.between))
    expect(text.join('')).toBe(joinNames(names, lang))
  })

  it('is empty for no names', () => {
    expect(joinParts([], 'en')).toEqual([])
  })
})
