import { describe, expect, it } from 'vitest'
import { outcomeHeader } from '../consent/outcome.ts'
import type { KeepRecord, Kept } from '../consent/record-keeper.ts'
import { testNewsroom } from '../testing/newsroom.ts'
import { answerConsent } from './consent-answer.ts'

const origin = 'https://news.example'
const src = 'https://statistics.example/a.js'
const made = testNewsroom()
made.sync()
const { site, ...rest } = made.newsroom()
const newsroom = { ...rest, site: { ...site, statistics: { src } } }

const receipt = 'k7qx-29fm-4tnd-8wze-0hpr'
const recorded: Kept = { outcome: 'recorded', receipt }

/** Answers a request as the site would. `kept` collects what was to be recorded; `outcome` is how recording went. */
async function ask(path: string, init: RequestInit = {}, siteUrl = origin, outcome = recorded) {
  const kept: Parameters<KeepRecord>[0][] = []
  const keep: KeepRecord = async (choice) => {
    kept.push(choice)
    return outcome
  }
  const response = await answerConsent(new Request(siteUrl + path, init), { newsroom, siteUrl, keep })
  if (!response) return undefined
  return { response, kept, text: await response.text(), location: response.headers.get('location') ?? '' }
}

function post(body: BodyInit, headers: Record<string, string> = {}, siteUrl = origin, outcome = recorded) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const init = { method: 'POST', body, headers: { ...type, ...headers } }
  return ask('/consent', init, siteUrl, outcome).then((answer) => {
    if (!answer) throw new Error('no answer')
    return answer
  })
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

it.each(['/', '/en', '/consent/', '/Consent', '/en/consent', '/consent.css/', '/statistics'])(
  'leaves %s to others',
  async (path) => {
    expect(await ask(path)).toBeUndefined()
  },
)

describe('a choice', () => {
  it.each([
    ['/en/world', '/en/world'],
    ['/ar/العالم?x=1', '/ar/%D8%A7%D9%84%D8%B9%D8%A7%D9%84%D9%85?x=1'],
    ['/zh-Hans/国际', '/zh-Hans/%E5%9B%BD%E9%99%85'],
  ])('leads back to %s, with the cookie, and leaves a record', async (path, location) => {
    const { response, kept, location: to } = await post(form({ decision: 'accept', return: path }))
    expect(response.status).toBe(303)
    expect(to).toBe(origin + location)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.getSetCookie()).toEqual([
      'consent=1.statistics.embeds; Path=/; Max-Age=15724800; SameSite=Lax; HttpOnly; Secure',
    ])
    expect(kept).toEqual([{ version: 1, categories: ['statistics', 'embeds'] }])
    expect(response.headers.get(outcomeHeader)).toBe('recorded')
  })

  it('is remembered without Secure only where there is no https', async () => {
    const { response } = await post(form({ decision: 'refuse' }), {}, 'http://localhost:3000')
    expect(response.headers.get('set-cookie')).toBe(
      'consent=1.none; Path=/; Max-Age=15724800; SameSite=Lax; HttpOnly',
    )
  })

  it('leads to its receipt, in the language of the page it came from', async () => {
    for (const lang of ['en', 'ar', 'zh-Hans']) {
      const fields = { decision: 'refuse', receipt: 'show', return: `/${lang}/cookies` }
      expect((await post(form(fields))).location).toBe(`${origin}/${lang}/cookies/${receipt}`)
    }
  })

  it.each(['limited', 'failed'] as const)(
    'counts without a record (%s), and leads to the page that says so',
    async (outcome) => {
      for (const lang of ['en', 'ar', 'zh-Hans']) {
        const fields = { decision: 'accept', return: `/${lang}/cookies` }
        const asking = await post(form({ ...fields, receipt: 'show' }), {}, origin, { outcome })
        expect(asking.location).toBe(`${origin}/${lang}/cookies#page.no-receipt`)
        // Readers who asked for no receipt return to their page.
        const reading = await post(form(fields), {}, origin, { outcome })
        expect(reading.location).toBe(`${origin}/${lang}/cookies`)
        for (const { response } of [asking, reading]) {
          expect(response.status).toBe(303)
          expect(response.headers.get('set-cookie')).toMatch(/^consent=1\.statistics\.embeds;/)
          expect(response.headers.get(outcomeHeader)).toBe(outcome)
        }
      }
    },
  )

  it.each([
    ['consent=1.none', 'refuse', []],
    ['consent=1.statistics.embeds', 'accept', []],
    ['consent=1.embeds', 'keep', []],
    ['consent=1.embeds', 'withdraw', ['statistics']],
    ['consent=1.embeds', 'allow', ['embeds']],
    ['consent=1.embeds', 'choose', ['embeds', 'necessary', 'unknown', 'إعلانات', '广告']],
  ])(
    'that changes nothing of %s is remembered again and leaves no record: %s',
    async (cookie, decision, ids) => {
      const body = new URLSearchParams([
        ['decision', decision],
        ...ids.map((id) => ['category', id]),
      ]).toString()
      const { response, kept } = await post(body, { cookie })
      expect([response.status, kept, response.headers.get(outcomeHeader)]).toEqual([303, [], 'unchanged'])
      expect(response.headers.get('set-cookie')).toMatch(
        new RegExp(`^${cookie.replaceAll('.', '\\.')}; Path=/`),
      )
      // Readers who want a receipt get one.
      const asking = await post(`${body}&receipt=show`, { cookie })
      expect(asking.kept).toHaveLength(1)
      expect(asking.location).toContain(receipt)
    },
  )

  it.each([
    ['', 'refuse'],
    ['consent=1.embeds', 'refuse'],
    ['consent=1.none', 'accept'],
    // Of another version, or forged.
    ['consent=2.none', 'refuse'],
    ['consent=1.none; consent=1.embeds', 'refuse'],
  ])('that changes something of %j leaves one: %s', async (cookie, decision) => {
    expect((await post(form({ decision }), { cookie })).kept).toHaveLength(1)
  })

  it('of a browser that sent Global Privacy Control is the first one made', async () => {
    expect((await post(form({ decision: 'refuse' }), { 'sec-gpc': '1' })).kept).toHaveLength(1)
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '', '/.//evil.example'])(
    'never leads to %j, but to the front page in the reader’s language',
    async (path) => {
      const { location } = await post(form({ decision: 'accept', return: path }), {
        'accept-language': 'ar-EG',
      })
      expect(location).toBe(`${origin}/ar`)
    },
  )

  it('that cannot be confirmed, because there is none yet, leaves nothing', async () => {
    const { response, kept } = await post(form({ decision: 'keep', return: '/en' }))
    expect([response.status, response.headers.getSetCookie(), kept]).toEqual([303, [], []])
  })

  it('changes one category of the present choice', async () => {
    const cookie = 'consent=1.statistics'
    const { kept } = await post(form({ decision: 'allow', category: 'embeds' }), { cookie })
    expect(kept[0]?.categories).toEqual(['statistics', 'embeds'])
  })
})

describe('what is not a choice', () => {
  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['from another host of the domain', { 'sec-fetch-site': 'same-site' }],
    ['cross-site, with our origin', { 'sec-fetch-site': 'cross-site', origin }],
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another scheme', { origin: 'http://news.example' }],
    ['of no origin', { origin: 'null' }],
    ['of another page', { referer: 'https://evil.example/news.example' }],
    ['of a page without an address', { referer: 'x' }],
  ] as [string, Record<string, string>][])('is refused: %s', async (_, headers) => {
    const { response, kept } = await post(form({ decision: 'accept' }), headers)
    expect([response.status, response.headers.getSetCookie(), kept]).toEqual([403, [], []])
  })

  it.each([{}, { 'sec-fetch-site': 'same-origin' }, { origin }, { referer: `${origin}/en` }] as Record<
    string,
    string
  >[])('is not what comes with %j', async (headers) => {
    expect((await post(form({ decision: 'accept' }), headers)).response.status).toBe(303)
  })

  it.each(['', 'x', 'decision=', 'decision=toString', '\0\u{fffd}', 'قرار=قبول', '决定=接受'])(
    'is answered with 400: %j',
    async (body) => {
      const { response, text, kept } = await post(body)
      expect([response.status, text, kept]).toEqual([400, 'The form says no decision.\n', []])
    },
  )

  it('is a large form, whatever length it claims', async () => {
    const large = `decision=accept&x=${'a'.repeat(1024 * 1024)}`
    const stream = new Blob([large]).stream()
    const chunked = new Request(`${origin}/consent`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    } as RequestInit)
    const keep = () => Promise.reject(new Error('not to be called'))
    expect((await answerConsent(chunked, { newsroom, siteUrl: origin, keep }))?.status).toBe(413)
    expect((await post(large)).response.status).toBe(413)
  })

  it.each([
    'text/plain',
    'multipart/form-data; boundary=a',
    'application/json',
    'application/x-www-form-urlencodedx',
  ])('comes as %s', async (type) => {
    expect((await post(form({ decision: 'accept' }), { 'content-type': type })).response.status).toBe(415)
  })

  it('is sent by another method', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const answer = await ask('/consent', { method })
      expect([answer?.response.status, answer?.response.headers.get('allow')]).toEqual([405, 'POST'])
    }
  })
})

describe('files by choice', () => {
  it.each([
    ['/consent.css', {}, 'private, no-cache', /banner/],
    ['/consent.css', { 'sec-gpc': '1' }, 'private, no-cache', /^\[data-consent=gpc\]/],
    ['/consent.css', { cookie: 'consent=1.embeds' }, 'private, max-age=31536000', /^$/],
    ['/consent.css', { cookie: 'consent=1.none', 'sec-gpc': '1' }, 'private, no-cache', /=gpc\]/],
    ['/consent.css', { cookie: 'consent=9.embeds' }, 'private, no-cache', /banner/],
    ['/consent-state.css', { cookie: 'consent=1.embeds' }, 'private, no-store', /chosen.*on-embeds/],
    ['/statistics.js', {}, 'private, no-cache', /^$/],
    ['/statistics.js', { 'sec-gpc': '1' }, 'private, no-cache', /^$/],
    ['/statistics.js', { cookie: 'consent=1.embeds' }, 'private, no-cache', /^$/],
    [
      '/statistics.js',
      { cookie: 'consent=1.statistics' },
      'private, no-cache',
      /"https:\/\/statistics\.example\/a\.js"/,
    ],
  ] as [string, Record<string, string>, string, RegExp][])(
    '%s with %j',
    async (path, headers, control, text) => {
      const answer = await ask(`${path}?v=1`, { headers })
      expect(answer?.text).toMatch(text)
      expect(answer?.response.headers.get('cache-control')).toBe(control)
      expect(answer?.response.headers.get('vary')).toBe('Cookie, Sec-GPC')
      expect(answer?.response.headers.getSetCookie()).toEqual([])
    },
  )

  it('are only read', async () => {
    for (const path of ['/consent.css', '/consent-state.css', '/statistics.js'])
      expect((await ask(path, { method: 'POST', body: '' }))?.response.status).toBe(405)
    expect((await ask('/consent.css', { method: 'HEAD' }))?.text).toBe('')
  })
})
