import { describe, expect, it } from 'vitest'
import { isCalendarDay, parseStandingPagePath, parseStoryPath } from './content-path.ts'

const languages = ['en', 'ar', 'zh-Hans']
const day = 'articles/2025/05/16'

function story(path: string) {
  const named = parseStoryPath(path, languages)
  return named.ok ? named.value : named.message
}

function page(path: string) {
  const named = parseStandingPagePath(path, languages)
  return named.ok ? named.value : named.message
}

describe('parseStoryPath', () => {
  it.each([
    [`${day}/talks.en.md`, { day: '2025-05-16', slug: 'talks', lang: 'en' }],
    [`${day}/伊斯坦布尔.zh-Hans.md`, { day: '2025-05-16', slug: '伊斯坦布尔', lang: 'zh-Hans' }],
    [`${day}/محادثات-السلام.ar.md`, { day: '2025-05-16', slug: 'محادثات-السلام', lang: 'ar' }],
    [`${day}/caf\u00e9.en.md`, { day: '2025-05-16', slug: 'caf\u00e9', lang: 'en' }],
    ['articles/2024/02/29/leap.en.md', { day: '2024-02-29', slug: 'leap', lang: 'en' }],
  ])('reads %s', (path, expected) => {
    expect(story(path)).toEqual(expected)
  })

  it('reads a decomposed name as the composed one that URLs use', () => {
    expect(story(`${day}/cafe\u0301.en.md`)).toEqual({ day: '2025-05-16', slug: 'caf\u00e9', lang: 'en' })
  })

  it.each([
    'articles/talks.en.md',
    'articles/2025/05/talks.en.md',
    'articles/2025/05/16/more/talks.en.md',
    'articles/25/5/16/talks.en.md',
    'articles/2025-05-16/talks.en.md',
  ])('requires %s to be in the folder of its day', (path) => {
    expect(story(path)).toBe('A story lies in a folder of its day. Move it to articles/YYYY/MM/DD/.')
  })

  it.each(['2025/02/30', '2025/02/29', '2025/13/01', '2025/00/10', '2025/04/31', '2025/01/00'])(
    'knows that %s is not a day',
    (folder) => {
      expect(story(`articles/${folder}/talks.en.md`)).toBe(
        `${folder.replaceAll('/', '-')} is not a day of the calendar. Move the story to the folder of its day.`,
      )
    },
  )

  it.each([
    ['talks.md', 'The file’s name says no language. Name it talks.en.md.'],
    ['.en.md', 'The file’s name says no language. Name it en.en.md.'],
    ['My Talks.md', 'The file’s name says no language. Name it my-talks.en.md.'],
    [
      'talks.fr.md',
      '"fr" is not a language of this site. Use one of: en, ar, zh-Hans; or add it to site.yaml.',
    ],
    [
      'talks.zh-hans.md',
      '"zh-hans" is not a language of this site. Use one of: en, ar, zh-Hans; or add it to site.yaml.',
    ],
    ['two words.en.md', '"two words" cannot stand in a URL. Rename the file to two-words.en.md.'],
    ['Talks.en.md', '"Talks" cannot stand in a URL. Rename the file to talks.en.md.'],
    ['talks.v2.en.md', '"talks.v2" cannot stand in a URL. Rename the file to talks-v2.en.md.'],
    ['talks_2.ar.md', '"talks_2" cannot stand in a URL. Rename the file to talks-2.ar.md.'],
    ['!!!.en.md', '"!!!" cannot stand in a URL. Rename the file to headline-in-a-few-words.en.md.'],
  ])('says what to call %s', (file, message) => {
    expect(story(`${day}/${file}`)).toBe(message)
  })
})

describe('parseStandingPagePath', () => {
  it.each([
    ['pages/about.en.md', { page: 'about', lang: 'en' }],
    ['pages/关于.zh-Hans.md', { page: '关于', lang: 'zh-Hans' }],
    ['pages/cafe\u0301.en.md', { page: 'caf\u00e9', lang: 'en' }],
  ])('reads %s', (path, expected) => {
    expect(page(path)).toEqual(expected)
  })

  it.each([
    ['pages/legal/terms.en.md', 'Standing pages lie in pages/ itself. Move the file there.'],
    ['pages/about.md', 'The file’s name says no language. Name it about.en.md.'],
    ['pages/About.en.md', '"About" cannot stand in a URL. Rename the file to about.en.md.'],
    [
      'pages/about.fr.md',
      '"fr" is not a language of this site. Use one of: en, ar, zh-Hans; or add it to site.yaml.',
    ],
  ])('says what is wrong with %s', (path, message) => {
    expect(page(path)).toBe(message)
  })
})

describe('isCalendarDay', () => {
  it.each([
    ['2025-05-16', true],
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2025-02-30', false],
    ['2025-13-01', false],
    ['2025-05', false],
    ['tomorrow', false],
  ])('%s: %s', (text, is) => {
    expect(isCalendarDay(text)).toBe(is)
  })
})
