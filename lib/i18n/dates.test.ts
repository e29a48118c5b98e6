import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  dayInZone,
  endOfDay,
  formatClock,
  formatDate,
  formatMoment,
  formatPeriod,
  isoInZone,
  rfc822InZone,
} from './dates.ts'

const athens = 'Europe/Athens'

describe('isoInZone', () => {
  it.each([
    ['in summer', '2025-05-16T11:05:00Z', athens, '2025-05-16T14:05:00+03:00'],
    ['a second before clocks go forward', '2025-03-30T00:59:59Z', athens, '2025-03-30T02:59:59+02:00'],
    ['as clocks go forward', '2025-03-30T01:00:00Z', athens, '2025-03-30T04:00:00+03:00'],
    ['the first half past three', '2025-10-26T00:30:00Z', athens, '2025-10-26T03:30:00+03:00'],
    ['the second half past three', '2025-10-26T01:30:00Z', athens, '2025-10-26T03:30:00+02:00'],
    ['without an offset', '2025-01-01T00:00:00Z', 'UTC', '2025-01-01T00:00:00+00:00'],
    [
      'in a zone without one in winter alone',
      '2025-07-01T00:00:00Z',
      'Europe/London',
      '2025-07-01T01:00:00+01:00',
    ],
    [
      'at a negative offset, over a year’s end',
      '2025-01-01T02:00:00Z',
      'America/New_York',
      '2024-12-31T21:00:00-05:00',
    ],
    [
      'at a negative offset with half an hour',
      '2025-01-01T02:00:00Z',
      'America/St_Johns',
      '2024-12-31T22:30:00-03:30',
    ],
    ['at half an hour', '2025-12-31T18:30:00Z', 'Asia/Kolkata', '2026-01-01T00:00:00+05:30'],
    ['at three quarters of an hour', '2025-12-31T18:14:59Z', 'Asia/Kathmandu', '2025-12-31T23:59:59+05:45'],
    ['at the largest offset', '2024-02-28T10:00:00Z', 'Pacific/Kiritimati', '2024-02-29T00:00:00+14:00'],
    ['before 1970', '1969-07-20T20:17:40Z', 'America/Chicago', '1969-07-20T15:17:40-05:00'],
  ])('writes a moment %s', (_, moment, timeZone, expected) => {
    expect(isoInZone(Date.parse(moment), timeZone)).toBe(expected)
    expect(dayInZone(Date.parse(moment), timeZone)).toBe(expected.slice(0, 10))
  })

  it.each([
    athens,
    'UTC',
    'Asia/Shanghai',
    'Asia/Kolkata',
    'America/St_Johns',
    'Pacific/Marquesas',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
  ])('agrees with Date.parse all through a year: %s', (timeZone) => {
    const step = 7 * 60 * 60 * 1000 + 61_000
    for (let time = Date.UTC(2024, 11, 31); time < Date.UTC(2026, 0, 2); time += step)
      expect(Date.parse(isoInZone(time, timeZone))).toBe(time)
  })
})

describe('endOfDay', () => {
  it.each([
    ['2025-05-16', 'Europe/Athens', '2025-05-16T21:00:00Z'],
    ['2025-05-16', 'UTC', '2025-05-17T00:00:00Z'],
    ['2025-12-31', 'Pacific/Kiritimati', '2025-12-31T10:00:00Z'],
    ['2025-05-16', 'Etc/GMT+12', '2025-05-17T12:00:00Z'],
    ['2025-05-16', 'Asia/Kathmandu', '2025-05-16T18:15:00Z'],
    // Days of 23 and of 25 hours.
    ['2025-03-30', 'Europe/Athens', '2025-03-30T21:00:00Z'],
    ['2025-10-26', 'Europe/Athens', '2025-10-26T22:00:00Z'],
    // There the clocks go from 00:00 to 01:00.
    ['2025-03-29', 'Asia/Beirut', '2025-03-29T22:00:00Z'],
  ])('%s in %s is at %s', (day, zone, end) => {
    expect(new Date(endOfDay(day, zone)).toISOString()).toBe(end.replace('Z', '.000Z'))
    expect(dayInZone(Date.parse(end) - 1000, zone)).toBe(day)
    expect(dayInZone(Date.parse(end), zone) > day).toBe(true)
  })
})

describe('rfc822InZone', () => {
  it.each([
    ['in summer', '2025-05-16T11:05:00Z', athens, 'Fri, 16 May 2025 14:05:00 +0300'],
    ['the first half past three', '2025-10-26T00:30:00Z', athens, 'Sun, 26 Oct 2025 03:30:00 +0300'],
    ['the second half past three', '2025-10-26T01:30:00Z', athens, 'Sun, 26 Oct 2025 03:30:00 +0200'],
    ['without an offset', '2025-01-01T00:00:00Z', 'UTC', 'Wed, 01 Jan 2025 00:00:00 +0000'],
    ['over a year’s end', '2025-01-01T02:00:00Z', 'America/St_Johns', 'Tue, 31 Dec 2024 22:30:00 -0330'],
    ['in China', '2024-02-28T18:00:00Z', 'Asia/Shanghai', 'Thu, 29 Feb 2024 02:00:00 +0800'],
  ])('writes a moment %s, the same as isoInZone', (_, moment, timeZone, expected) => {
    expect(rfc822InZone(Date.parse(moment), timeZone)).toBe(expected)
    expect(Date.parse(expected)).toBe(Date.parse(moment))
  })
})

describe('what readers see', () => {
  const moment = Date.parse('2025-05-16T11:05:00Z')

  it.each([
    ['en', ['16 May 2025', '14:05']],
    ['de', ['16. Mai 2025', '14:05']],
    ['ru', ['16 мая 2025', '14:05']],
    ['zh-Hans', ['2025年5月16日', '14:05']],
    ['ar', ['16 مايو 2025', '02:05']],
  ])('is a day and a time in the newsroom’s zone: %s', (lang, parts) => {
    for (const part of parts) expect(formatMoment(moment, lang, athens)).toContain(part)
    expect(formatDate(moment, lang, athens)).toContain(parts[0])
    expect(formatClock(moment, lang, athens)).toContain(parts[1])
  })

  it('names the zone', () => {
    expect(formatMoment(moment, 'fr', athens)).toContain('UTC+3')
    expect(formatMoment(moment, 'en', 'UTC')).toContain('UTC')
  })

  it('follows the clocks on the days they change', () => {
    const clock = (time: string) => formatClock(Date.parse(time), 'en', athens)
    expect(['2025-03-30T00:59:00Z', '2025-03-30T01:00:00Z'].map(clock)).toEqual(['02:59', '04:00'])
    expect(['2025-10-26T00:59:00Z', '2025-10-26T01:00:00Z'].map(clock)).toEqual(['03:59', '03:00'])
  })

  it('is midnight, not twenty-four o’clock', () => {
    expect(formatClock(Date.parse('2025-05-15T21:00:00Z'), 'en', athens)).toBe('00:00')
  })

  it('is the year in that zone', () => {
    const newYear = Date.parse('2025-01-01T00:30:00Z')
    expect(formatDate(newYear, 'en', athens)).toBe('1 January 2025')
    expect(formatDate(newYear, 'en', 'America/New_York')).toBe('31 December 2024')
  })
})

describe('formatPeriod', () => {
  it.each([
    ['2025', 'en', '2025'],
    ['2025-05', 'en', 'May 2025'],
    ['2025-05-16', 'en', 'Friday, 16 May 2025'],
    ['2025-01-01', 'en', 'Wednesday, 1 January 2025'],
    ['2024-02-29', 'en', 'Thursday, 29 February 2024'],
    ['2025-12-31', 'de', 'Mittwoch, 31. Dezember 2025'],
    ['2025', 'zh-Hans', '2025年'],
    ['2025-05', 'zh-Hans', '2025年5月'],
    ['2025-05-16', 'zh-Hans', '2025年5月16日星期五'],
    ['2025-05', 'ar', 'مايو 2025'],
    ['2025-05-16', 'ar', 'الجمعة، 16 مايو 2025'],
  ])('says %s in %s', (period, lang, expected) => {
    expect(formatPeriod(period, lang)).toBe(expected)
  })

  it.each(readdirSync('messages').map((file) => file.replace(/\.json$/, '')))(
    'tells a year, its months and their days apart: %s',
    (lang) => {
      const words = ['2025', '2025-05', '2025-06', '2025-05-16', '2025-05-17'].map((period) =>
        formatPeriod(period, lang),
      )
      expect(new Set(words).size).toBe(5)
      for (const word of words) expect(word).toContain('2025')
    },
  )
})
