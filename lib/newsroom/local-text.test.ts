import { describe, expect, it } from 'vitest'
import { localText } from './local-text.ts'

describe('localText', () => {
  const perLanguage = { en: 'World', ar: 'العالم' }

  it('is a text given once in every language, and marked with none', () => {
    expect(localText('World', 'ar')).toEqual({ text: 'World' })
  })

  it('is the text of the language', () => {
    expect(localText(perLanguage, 'ar')).toEqual({ text: 'العالم' })
  })

  it('is the first text, marked with its language, when the language is missing', () => {
    expect(localText(perLanguage, 'zh-Hans')).toEqual({ text: 'World', lang: 'en' })
  })

  it('is empty when there is no text at all', () => {
    expect(localText({}, 'en')).toEqual({ text: '' })
  })
})
