import { expect, it } from 'vitest'
import { familiesFor, hasFace } from './faces.ts'

it.each([
  ['Ferry returns', true],
  ['عودة العبّارة 2025', true],
  ['渡轮恢复运营', true],
  ['Паром вернулся', true],
  ['फ़ेरी लौटी', true],
  ['フェリー再開', true],
  ['Ελλάδα 🚢', true],
  ['2025', true],
  ['เรือกลับมาแล้ว', false],
  ['Ferry เรือ', false],
  ['🚢', false],
  ['', false],
])('there is a typeface for %s: %s', (text, expected) => {
  expect(hasFace(text)).toBe(expected)
})

it.each([
  ['en', 'Noto Serif'],
  ['ru', 'Noto Serif'],
  ['sw', 'Noto Serif'],
  ['ar', 'Noto Naskh Arabic'],
  ['fa', 'Noto Naskh Arabic'],
  ['zh-Hans', 'Noto Serif SC'],
  ['zh-Hant', 'Noto Serif SC'],
  ['ja', 'Noto Serif SC'],
  ['hi', 'Noto Serif Devanagari'],
  ['th', 'Noto Serif'],
])('%s is set in %s first, then in every other', (lang, first) => {
  const families = familiesFor(lang).split(', ')
  expect(families[0]).toBe(first)
  expect(families.toSorted()).toEqual([
    'Noto Naskh Arabic',
    'Noto Serif',
    'Noto Serif Devanagari',
    'Noto Serif SC',
  ])
})
