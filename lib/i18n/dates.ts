import { localeOf } from './language.ts'

/** Formatters are slow to make and few are needed: one for each language, zone and form. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formatters.set(key, known)
  return known
}

/** A moment for use in a sentence, with its zone unless its readers live there: "16 May 2025, 14:05 GMT+3". */
export function formatMoment(time: number, lang: string, timeZone: string, atHome = false): string {
  return formatter(localeOf(lang), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(!atHome && { timeZoneName: 'short' }),
    timeZone,
  }).format(time)
}

/** The time of day alone, "14:05". */
export function formatClock(time: number, lang: string, timeZone: string): string {
  return formatter(localeOf(lang), { hour: '2-digit', minute: '2-digit', timeZone }).format(time)
}

/** The day of a moment in a zone: "16 May 2025". */
export function formatDate(time: number, lang: string, timeZone: string): string {
  return formatter(localeOf(lang), { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(time)
}

/** A year, month or day of the archive (`2025`, `2025-05`, `2025-05-16`) in words. */
export function formatPeriod(period: string, lang: string): string {
  const [year = '', month = '01', day = '01'] = period.split('-')
  const forms: Record<number, Intl.DateTimeFormatOptions> = {
    4: { year: 'numeric' },
    7: { year: 'numeric', month: 'long' },
    10: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  }
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return formatter(localeOf(lang), { ...forms[period.length], timeZone: 'UTC' }).format(time)
}

/** The calendar day of a moment in a zone, `2025-05-16`. */
export function dayInZone(time: number, timeZone: string): string {
  return isoInZone(time, timeZone).slice(0, 10)
}

/** When the day after a calendar day begins in a zone, epoch milliseconds: not always at 00:00, where clocks are changed then. */
export function endOfDay(day: string, timeZone: string): number {
  const minute = 60_000
  const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * 60 * minute
  // Zones are at most 14 hours ahead of UTC, and 12 behind.
  let [before, after] = [midnight - 15 * 60 * minute, midnight + 13 * 60 * minute]
  while (after - before > minute) {
    const between = before + Math.floor((after - before) / minute / 2) * minute
    if (dayInZone(between, timeZone) > day) after = between
    else before = between
  }
  return after
}

/** A moment for machines, in the newsroom's zone: `2025-05-16T14:05:00+03:00`. */
export function isoInZone(time: number, timeZone: string): string {
  const parts = formatter('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(time)
  // "GMT+03:00", or just "GMT" where there is no offset.
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const offset = name.replace('GMT', '') || '+00:00'
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  const shift = (hours * 60 + minutes) * 60_000 * (offset.startsWith('-') ? -1 : 1)
  return new Date(time + shift).toISOString().slice(0, 19) + offset.slice(0, 6)
}

/** A moment as RSS writes it (RFC 822 with a four-digit year), in the newsroom's zone: `Fri, 16 May 2025 14:05:00 +0300`. */
export function rfc822InZone(time: number, timeZone: string): string {
  const iso = isoInZone(time, timeZone)
  // The time of day in the zone, treated as UTC, so that the runtime can name the day and month.
  const [day, clock] = new Date(`${iso.slice(0, 19)}Z`).toUTCString().split(/ (?=\d\d:)/)
  return `${day} ${clock?.slice(0, 8)} ${iso.slice(19).replace(':', '')}`
}
