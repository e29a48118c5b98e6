import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { adverts, testConsent } from '../testing/consent.ts'
import { endCookies, longestValue, readCookie, writeCookie } from './cookie.ts'

const consent = testConsent({ version: 2, categories: [{ id: 'statistics' }, { id: 'embeds' }, adverts] })

describe('readCookie', () => {
  it.each([
    ['consent=2.none', []],
    ['consent=2.statistics', ['statistics']],
    ['consent=2.statistics.adverts', ['statistics', 'adverts']],
    ['a=b; consent=2.embeds ; c=d=e', ['embeds']],
    ['consent=2.embeds; consent=2.embeds', ['embeds']],
    ['اسم=قيمة; consent=2.none', []],
    ['名=值; consent=2.embeds', ['embeds']],
  ])('reads %j', (header, allowed) => {
    expect(readCookie(header, consent)).toEqual(allowed)
  })

  it.each([
    undefined,
    null,
    '',
    ';;;=;',
    'consent',
    'consent=',
    'consent=2',
    'consent=2.',
    'consent=.none',
    'Consent=2.none',
    'xconsent=2.none',
    'consent="2.none"',
    // Of another version, past or future.
    'consent=1.statistics',
    'consent=3.statistics',
    'consent=999999999999999999999.none',
    'consent=02.none',
    'consent=2e0.none',
    // Values this site does not write.
    'consent=2.necessary',
    'consent=2.none.statistics',
    'consent=2.statistics.none',
    'consent=2.embeds.statistics',
    'consent=2.statistics.statistics',
    'consent=2.statistics.unknown',
    'consent=2.__proto__',
    'consent=2.الإحصاءات',
    'consent=2.统计',
    'consent=2.statistics\0',
    'consent=2.%73tatistics',
    // Two that disagree: one of them is forged.
    'consent=2.none; consent=2.statistics',
    // Binary.
    `consent=\u{fffd}\u0001\u0002;consent`,
  ])('ignores %j', (header) => {
    expect(readCookie(header, consent)).toBeUndefined()
  })
})

it('Varnish accepts values of the same length as this site', () => {
  const vcl = readFileSync('deploy/requests.vcl', 'utf8')
  const [, version, ids] = /\(\[0-9\]\{1,(\d+)\}\\\.\[a-z0-9\.-\]\{1,(\d+)\}\)/.exec(vcl) ?? []
  expect(Number(version) + '.'.length + Number(ids)).toBe(longestValue)
})

it('an oversized cookie is ignored', () => {
  for (const value of ['2.statistics.'.repeat(5000), '9'.repeat(100_000), `2.${'统计'.repeat(5000)}`])
    expect(readCookie(`consent=${value}`, consent)).toBeUndefined()
})

describe('writeCookie', () => {
  it('gives the version and what is allowed, and nothing about the reader', () => {
    expect(writeCookie(['statistics', 'embeds'], consent, false)).toBe(
      'consent=2.statistics.embeds; Path=/; Max-Age=15724800; SameSite=Lax; HttpOnly',
    )
    expect(writeCookie([], consent, true)).toBe(
      'consent=2.none; Path=/; Max-Age=15724800; SameSite=Lax; HttpOnly; Secure',
    )
  })

  it.each([[[]], [['statistics']], [['statistics', 'embeds', 'adverts']]])(
    'writes %j as it reads it',
    (allowed) => {
      const [pair] = writeCookie(allowed, consent, true).split(';')
      expect(readCookie(pair, consent)).toEqual(allowed)
    },
  )
})

describe('endCookies', () => {
  it('ends the cookies of a category that is not allowed, and only those', () => {
    const header = '_ad_1=x; _ad_=y; _a=z; consent=2.adverts; other=1'
    expect(endCookies(header, consent, ['statistics'])).toEqual([
      '_ad_1=; Path=/; Max-Age=0',
      '_ad_=; Path=/; Max-Age=0',
    ])
    expect(endCookies(header, consent, ['adverts'])).toEqual([])
  })

  it('ends those whose names require Secure or HttpOnly', () => {
    const names = [
      '__Secure-ad',
      '__Host-ad',
      '__host-ad',
      '__Http-ad',
      '__Host-Http-ad',
      '_ad_Secure',
      'x__Host-ad',
    ]
    const all = {
      ...consent,
      categories: consent.categories.map((one) => ({
        ...one,
        cookies: names.map((name) => ({ ...one.cookies[0], name })),
      })),
    } as typeof consent
    expect(endCookies(names.map((name) => `${name}=1`).join('; '), all, [])).toEqual([
      '__Secure-ad=; Path=/; Max-Age=0; Secure',
      '__Host-ad=; Path=/; Max-Age=0; Secure',
      '__host-ad=; Path=/; Max-Age=0; Secure',
      '__Http-ad=; Path=/; Max-Age=0; Secure; HttpOnly',
      '__Host-Http-ad=; Path=/; Max-Age=0; Secure; HttpOnly',
      '_ad_Secure=; Path=/; Max-Age=0',
      'x__Host-ad=; Path=/; Max-Age=0',
    ])
  })

  it('ends no more than fit into the headers of an answer', () => {
    const header = Array.from({ length: 3000 }, (_, at) => `_ad_${at}=1`).join('; ')
    const ended = endCookies(header, consent, [])
    expect(ended.length).toBeGreaterThan(100)
    expect(ended.join('').length).toBeLessThanOrEqual(4000)
  })

  it('writes no header from what clients make up', () => {
    expect(endCookies('_ad_\r\nSet-Cookie: a=b; _ad_广告=1; _ad_إعلان=1', consent, [])).toEqual([])
  })
})
