import { describe, expect, it } from 'vitest'
import { randomNumbers } from '../../testing/random.ts'
import { readTarget } from './request-target.ts'

const origin = 'https://news.example'

it.each([
  ['/', '/', ''],
  ['/en', '/en', ''],
  ['/en/', '/en/', ''],
  ['/en?', '/en', '?'],
  ['/en?a=%zz/../"', '/en', '?a=%zz/../"'],
  ['/en/a?b?c', '/en/a', '?b?c'],
  ['/2009/a,b;c=d@e:f!', '/2009/a,b;c=d@e:f!', ''],
  ['/a%2Fb%26c', '/a%2Fb%26c', ''],
  ['/...', '/...', ''],
  ['/.well-known/security.txt', '/.well-known/security.txt', ''],
  ['/ar/%D8%B9%D8%A7%D8%AC%D9%84', '/ar/%D8%B9%D8%A7%D8%AC%D9%84', ''],
  ['http://other.example', '/', ''],
  ['http://other.example?a=1', '/', '?a=1'],
  ['HTTPS://user@other.example:99/en?a=1', '/en', '?a=1'],
])('%s is %s, and asks %j', (raw, path, query) => {
  expect(readTarget(raw)).toEqual({ kind: 'canonical', path, query })
})

it.each([
  ['/q/../en', '/en'],
  ['/q/%2e%2e/en', '/en'],
  ['/q/.%2E/en?a=1', '/en?a=1'],
  ['/en/.', '/en/'],
  ['/en/world/..', '/en/'],
  ['/..', '/'],
  ['/../../etc', '/etc'],
  ['//', '/'],
  ['/en//world', '/en/world'],
  ['//evil.example', '/evil.example'],
  ['//evil.example/..', '/'],
  ['/.//evil.example', '/evil.example'],
  ['/x/..//evil.example', '/evil.example'],
  ['/\\evil.example', '/%5Cevil.example'],
  ['/%5c/evil.example', '/%5C/evil.example'],
  ['/%2f/evil.example', '/%2F/evil.example'],
  ['http://other.example//evil.example', '/evil.example'],
  ['/%65n', '/en'],
  ['/%7Ename', '/~name'],
  ['/a%2fb', '/a%2Fb'],
  ['/%d8%b9', '/%D8%B9'],
  ['/en|x', '/en%7Cx'],
  ['/en"<>^`{}[]', '/en%22%3C%3E%5E%60%7B%7D%5B%5D'],
])('%s has moved to %s', (raw, to) => {
  expect(readTarget(raw)).toEqual({ kind: 'moved', to })
})

it.each([
  '/en#abc',
  '/en?a=1#b',
  '/#',
  'http://other.example#x',
  '/%',
  '/%2',
  '/%zz',
  '/100%/en',
  '/%ff',
  '/%c0%ae%c0%ae/en',
  '/%ed%a0%80',
  '/%d8',
  '/%u0041',
  '*',
  'en',
  'ftp://other.example/en',
  'other.example:443',
  'http:/en',
])('%s is refused', (raw) => {
  expect(readTarget(raw)).toEqual({ kind: 'refused', why: expect.stringMatching(/^[^\n]+\.$/) })
})

describe('of targets made up at random', () => {
  const random = randomNumbers(13)
  const pieces = [
    '/',
    '//',
    '.',
    '..',
    '%2e',
    '%2E',
    '%2f',
    '\\',
    '%5C',
    'en',
    'EN',
    '%65',
    '%C3%A9',
    '%c3',
    '%e9',
  ]
  pieces.push(
    '%',
    '%0',
    '%00',
    '?',
    '#',
    ':',
    '@',
    ';',
    '|',
    '"',
    "'",
    '~',
    '%7e',
    '*',
    'http:',
    'evil.example',
    '%25',
  )
  const targets = Array.from({ length: 20_000 }, () => {
    const count = 1 + random(8)
    return (
      (random(8) > 0 ? '/' : '') + Array.from({ length: count }, () => pieces[random(pieces.length)]).join('')
    )
  })

  it('a path that is accepted is read alike by all who parse it', () => {
    for (const raw of targets) {
      const target = readTarget(raw)
      if (target.kind !== 'canonical') continue
      const parsed = new URL(origin + target.path + target.query)
      expect([parsed.origin, parsed.pathname], raw).toEqual([origin, target.path])
    }
  })

  it('one hop leads to such a path, on this server', () => {
    for (const raw of targets) {
      const target = readTarget(raw)
      if (target.kind !== 'moved') continue
      expect(readTarget(target.to), raw).toMatchObject({ kind: 'canonical' })
      expect(new URL(target.to, `${origin}/some/page`).origin, raw).toBe(origin)
      expect(target.to, raw).not.toBe(raw)
    }
  })

  it('two that are accepted and mean the same, but for encoded delimiters, are the same', () => {
    const byMeaning = new Map<string, string>()
    for (const raw of targets) {
      const target = readTarget(raw)
      if (target.kind !== 'canonical') continue
      const meaning = target.path.replace(/%[\dA-F]{2}/g, (byte) => {
        const character = String.fromCharCode(Number.parseInt(byte.slice(1), 16))
        return "%!#$&'()*+,/:;=?@[]".includes(character) ? byte : character
      })
      expect(byMeaning.get(meaning) ?? target.path, raw).toBe(target.path)
      byMeaning.set(meaning, target.path)
    }
    expect(byMeaning.size).toBeGreaterThan(500)
  })
})
