import { describe, expect, it } from 'vitest'
import { testConsent } from '../testing/consent.ts'
import { decide, ownPath, readForm } from './form.ts'

const consent = testConsent()
const present = { made: true, allowed: ['statistics'], gpc: false }
const unasked = { made: false, allowed: [], gpc: false }

/** What is allowed after a form. */
function allowedBy(body: string, choice = present): string[] | undefined {
  const form = readForm(body)
  if (!form) throw new Error(`Not a form: ${body}`)
  return decide(form, choice, consent)
}

describe('a decision', () => {
  it.each([
    ['decision=accept', ['statistics', 'embeds']],
    ['decision=refuse', []],
    ['decision=choose', []],
    ['decision=choose&category=embeds', ['embeds']],
    ['decision=choose&category=embeds&category=statistics&category=embeds', ['statistics', 'embeds']],
    ['decision=choose&category=necessary&category=unknown&category=统计&category=الإحصاءات', []],
    ['decision=allow&category=embeds', ['statistics', 'embeds']],
    ['decision=withdraw&category=statistics', []],
    ['decision=withdraw&category=embeds', ['statistics']],
    ['decision=keep', ['statistics']],
  ])('%s allows %j', (body, allowed) => {
    expect(allowedBy(body)).toEqual(allowed)
  })

  it('cannot be confirmed before it was made', () => {
    expect(allowedBy('decision=keep', unasked)).toBeUndefined()
    expect(allowedBy('decision=allow&category=embeds', unasked)).toEqual(['embeds'])
  })

  it.each([
    '',
    'a',
    'decision=',
    'decision=ACCEPT',
    'decision=constructor',
    '\0\u{fffd}',
    '%%%',
    '{"decision":"accept"}',
  ])('is not in %j', (body) => {
    expect(readForm(body)).toBeUndefined()
  })
})

describe('the way back', () => {
  it.each([
    ['/', '/'],
    ['/en/world/2025-05-16/talks', '/en/world/2025-05-16/talks'],
    ['/ar?q=a', '/ar?q=a'],
    ['/zh-Hans/%E5%9B%BD', '/zh-Hans/%E5%9B%BD'],
    ['/zh-Hans/国际', '/zh-Hans/%E5%9B%BD%E9%99%85'],
    ['/ar/العالم', '/ar/%D8%A7%D9%84%D8%B9%D8%A7%D9%84%D9%85'],
    ['/en#part', '/en'],
  ])('is %s', (text, path) => {
    expect(ownPath(text)).toBe(path)
  })

  it.each([
    '',
    'en',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/en/../..//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/en\r\nSet-Cookie: a=b',
    ' //evil.example',
    '/en\0',
    '/consent',
    '/consent.css',
    `/${'a'.repeat(3000)}`,
    // Longer in a header, percent-encoded, than in the form.
    `/ar/${'ا'.repeat(500)}`,
    `/zh-Hans/${'国'.repeat(1900)}`,
  ])('is not %j', (text) => {
    expect(ownPath(text)).toBeUndefined()
  })
})
