import { describe, expect, it } from 'vitest'
import { testConsent } from '../testing/consent.ts'
import { choiceName, permits, readChoice } from './choice.ts'
import { statisticsModule } from './statistics.ts'
import { stateStylesheet, stylesheet, stylesheetPath } from './stylesheet.ts'

const consent = testConsent()
const notice = testConsent({ mode: 'notice' })
const read = (cookie?: string, secGpc?: string) => readChoice(consent, { cookie, secGpc })

const cases = [
  { cookie: undefined, secGpc: undefined, name: '1.unasked', statistics: false, asked: true, gpc: false },
  { cookie: undefined, secGpc: '0', name: '1.unasked', statistics: false, asked: true, gpc: false },
  {
    cookie: 'consent=2.statistics',
    secGpc: 'نعم',
    name: '1.unasked',
    statistics: false,
    asked: true,
    gpc: false,
  },
  { cookie: 'consent=统计', secGpc: '是', name: '1.unasked', statistics: false, asked: true, gpc: false },
  { cookie: undefined, secGpc: '1', name: '1.unasked+gpc', statistics: false, asked: false, gpc: true },
  { cookie: 'consent=1.none', secGpc: '1', name: '1.none+gpc', statistics: false, asked: false, gpc: true },
  {
    cookie: 'consent=1.none',
    secGpc: undefined,
    name: '1.none',
    statistics: false,
    asked: false,
    gpc: false,
  },
  {
    cookie: 'consent=1.statistics',
    secGpc: undefined,
    name: '1.statistics',
    statistics: true,
    asked: false,
    gpc: false,
  },
  // What the reader chose overrides what the browser sends.
  {
    cookie: 'consent=1.statistics',
    secGpc: '1',
    name: '1.statistics',
    statistics: true,
    asked: false,
    gpc: false,
  },
]

describe.each(cases)('with $cookie and GPC $secGpc', ({ cookie, secGpc, name, statistics, asked, gpc }) => {
  const choice = read(cookie, secGpc)

  it('has one short name', () => {
    expect(choiceName(choice, consent)).toBe(name)
  })

  it('permits what was allowed, and what is necessary', () => {
    expect(permits(choice, 'statistics')).toBe(statistics)
    expect(permits(choice, 'embeds')).toBe(false)
    expect(permits(choice, 'necessary')).toBe(true)
    expect(permits(choice, 'unknown')).toBe(false)
  })

  it('is asked, or not, and told when the signal was obeyed', () => {
    expect(stylesheet(consent, choice).includes('[data-consent=banner]')).toBe(asked)
    expect(stylesheet(consent, choice).includes('[data-consent=gpc]')).toBe(gpc)
  })

  it('sees its state on the page about cookies', () => {
    const css = stateStylesheet(consent, choice)
    expect(css).toContain(`[data-consent=${statistics ? 'on' : 'off'}-statistics]`)
    expect(css).not.toContain(`[data-consent=${statistics ? 'off' : 'on'}-statistics]`)
    expect(css).toContain('[data-consent=off-embeds]')
  })

  it('is sent the statistics script, or not', () => {
    const module = statisticsModule(choice, 'https://statistics.example/a.js')
    expect(module.includes('"https://statistics.example/a.js"')).toBe(statistics)
    if (!statistics) expect(module).toBe('')
    expect(statisticsModule(choice, undefined)).toBe('')
  })
})

it('a notice is shown until it has been read, whatever the browser sends', () => {
  for (const secGpc of [undefined, '1'])
    expect(stylesheet(notice, readChoice(notice, { secGpc }))).toContain('[data-consent=banner]')
  expect(stylesheet(notice, readChoice(notice, { cookie: 'consent=1.none' }))).toBe('')
})

it('there are few different names, whatever clients send', () => {
  const cookies = [
    '',
    'consent=',
    'consent=1.none',
    'consent=1.embeds',
    'consent=1.statistics.embeds',
    'consent=1.x',
  ]
  const hostile = Array.from({ length: 1000 }, (_, at) => `consent=${at}.${'a'.repeat(at)}`)
  const names = [...cookies, ...hostile].flatMap((cookie) =>
    ['', '1', 'x'].map((secGpc) => choiceName(read(cookie, secGpc), consent)),
  )
  expect([...new Set(names)].sort()).toEqual([
    '1.embeds',
    '1.none',
    '1.none+gpc',
    '1.statistics.embeds',
    '1.unasked',
    '1.unasked+gpc',
  ])
})

it('the stylesheet gets another address when readers are to be asked again', () => {
  const path = stylesheetPath(consent)
  expect(path).toMatch(/^\/consent\.css\?v=1-[0-9a-f]{8}$/)
  expect(stylesheetPath(testConsent())).toBe(path)
  expect(stylesheetPath(testConsent({ version: 2 }))).not.toBe(path)
  expect(stylesheetPath(notice)).not.toBe(path)
})
