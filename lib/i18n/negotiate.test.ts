import { describe, expect, it } from 'vitest'
import { storyUrlPath } from '../urls/paths.ts'
import { asksForMarkdown, bestLanguage, prefersMarkdown } from './negotiate.ts'

const languages = ['en', 'ar', 'zh-Hans', 'pt-BR']

describe('bestLanguage', () => {
  it.each([
    ['ar', 'ar'],
    ['AR', 'ar'],
    ['ar-EG', 'ar'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['zh-Hans-SG', 'zh-Hans'],
    ['pt-PT', 'pt-BR'],
    ['en-GB,en;q=0.9', 'en'],
  ])('finds the site’s own form of a language: %s', (header, expected) => {
    expect(bestLanguage(header, languages)).toBe(expected)
  })

  it.each([
    ['en;q=0.1, ar', 'ar'],
    ['en;q=0.8, ar;q=0.9', 'ar'],
    ['fr, de;q=0.9, ar;q=0.1', 'ar'],
    ['zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7', 'zh-Hans'],
    ['ar;q=0, zh-CN;q=0.1', 'zh-Hans'],
    ['ar;q=0', 'en'],
    ['*, ar;q=0.5', 'ar'],
    ['fr-CH, *;q=0.5', 'en'],
  ])('weighs what a reader prefers: %s', (header, expected) => {
    expect(bestLanguage(header, languages)).toBe(expected)
  })

  it.each(['zh-TW', 'zh-HK', 'zh-Hant', 'zh-Hant-TW'])(
    'prefers another script to another language: %s',
    (header) => {
      expect(bestLanguage(header, languages)).toBe('zh-Hans')
    },
  )

  it('takes the exact form where there is one', () => {
    expect(bestLanguage('zh-TW', ['en', 'zh-Hans', 'zh-Hant'])).toBe('zh-Hant')
    expect(bestLanguage('zh-CN', ['en', 'zh-Hant', 'zh-Hans'])).toBe('zh-Hans')
  })

  it.each([
    ['no header', undefined],
    ['null', null],
    ['nothing', ''],
    ['blanks', '  ,  ; '],
    ['anything', '*'],
    ['another language', 'ja'],
    ['garbage', '!!;q=x,<script>,en_US\\0'],
    ['tags that are none', 'x-private, i-klingon, a, 123, --'],
    ['names objects have', '__proto__, constructor, toString'],
    ['a language nobody wrote down', 'und, mul, zxx, root'],
    ['10 kB of one word', 'a'.repeat(10_000)],
    ['10 kB of tags', 'ja-JP,'.repeat(1_700)],
    ['10 kB of weights', `ja;q=${'0'.repeat(10_000)}`],
  ])('falls back to the first language: %s', (_, header) => {
    expect(bestLanguage(header, ['ar', 'en'])).toBe('ar')
    expect(bestLanguage(header, ['en', 'ar'])).toBe('en')
  })

  it('reads no more of a header than a browser sends', () => {
    expect(bestLanguage(`${'ja-JP;q=0.5,'.repeat(900)}ar`, languages)).toBe('en')
  })

  it('finds a language at the start of a long header', () => {
    expect(bestLanguage(`ar,${'ja-JP;q=0.5,'.repeat(900)}`, languages)).toBe('ar')
  })
})

describe('prefersMarkdown', () => {
  it.each([
    'text/markdown',
    'Text/Markdown',
    'text/markdown, text/html, */*',
    'text/html;q=0.8, text/markdown',
    'text/markdown;q=0.9, */*;q=0.1',
  ])('is true for %s', (accept) => {
    expect(prefersMarkdown(accept)).toBe(true)
  })

  it.each([
    undefined,
    null,
    '',
    '*/*',
    'text/*',
    'text/html',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8',
    'text/html, text/markdown;q=0.9',
    'text/html, text/markdown',
    'text/markdown;q=0, text/html',
    'text/markdownish',
    `${'x/y, '.repeat(1000)}text/markdown`,
  ])('is false for %s', (accept) => {
    expect(prefersMarkdown(accept)).toBe(false)
  })
})

describe('asksForMarkdown', () => {
  it.each([
    storyUrlPath({ lang: 'en', section: 'world', day: '2025-05-16', slug: 'talks' }),
    storyUrlPath({ lang: 'zh-Hans', section: 'culture', day: '2025-05-16', slug: '伊斯坦布尔' }),
  ])('is true for the story at %s', (path) => {
    expect(asksForMarkdown(path, 'text/markdown')).toBe(true)
    expect(asksForMarkdown(path, 'text/html, text/markdown')).toBe(false)
    expect(asksForMarkdown(path, undefined)).toBe(false)
  })

  it.each([
    '/',
    '/en',
    '/en/world',
    '/en/feed.xml',
    '/en/archive/2025/05/16',
    '/en/topics/talks',
    '/en/world/2025-05-16',
    '/en/world/2025-05-16/talks.md',
    '/en/world/2025-05-16/talks/',
    '/media/0123456789abcdef/preview/en/world/2025-05-16/talks.png',
  ])('is false for %s', (path) => {
    expect(asksForMarkdown(path, 'text/markdown')).toBe(false)
  })
})
