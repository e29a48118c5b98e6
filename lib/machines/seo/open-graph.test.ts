import { expect, it } from 'vitest'
import { openGraphLocale } from './open-graph.ts'

it.each([
  ['en', 'en_GB'],
  ['zh-Hans', 'zh_CN'],
  ['ar', 'ar_AR'],
  ['es', 'es_ES'],
  ['fr', 'fr_FR'],
  ['ru', 'ru_RU'],
  ['de', 'de_DE'],
  ['sw', 'sw_KE'],
])('%s is %s in link previews', (lang, locale) => {
  expect(openGraphLocale(lang)).toBe(locale)
})
