import type { Edits } from './quotes.ts'

const noBreak = '\u00a0'
const narrow = '\u202f'

/** Units every language writes alike. */
const units = 'km|m|cm|mm|kg|g|mg|t|l|ha|kW|MW|GW|kWh|MWh|GWh|Hz|°C|°F|%|‰|€|\\$|£'

/** What belongs to the number before it, by language. */
const scales: Readonly<Record<string, string>> = {
  en: 'million|billion|trillion|percent|per cent|pm|am|p\\.m\\.|a\\.m\\.',
  de: 'Millionen|Million|Milliarden|Milliarde|Billionen|Mio\\.|Mrd\\.|Prozent|Uhr|Euro',
  fr: 'millions|million|milliards|milliard|euros|h',
  es: 'millones|millón|mil|euros',
  ru: 'миллионов|миллиона|миллион|миллиардов|миллиарда|миллиард|млн|млрд|тыс\\.|процентов|процента|процент|руб\\.|км|м|см|кг|т|га|года|году|год',
  sw: 'milioni|bilioni',
}

/** Words that stand before the number they count. */
const before: Readonly<Record<string, string>> = {
  en: 'No\\.|pp?\\.|§',
  de: 'Nr\\.|S\\.|§',
  fr: 'n°|p\\.',
  ru: '№|с\\.',
  sw: 'shilingi|milioni',
}

const monthNames = new Map<string, string>()
const patterns = new Map<string, RegExp>()

/** Where a line must not break: between a number and what it counts, a day and its month, a French word and its mark. */
export function spaceEdits(text: string, lang: string): Edits {
  const edits: Edits = new Map()
  for (const { index, 0: found } of text.matchAll(patternOf(lang)))
    edits.set(index + found.search(/ /), noBreak)
  if (!lang.startsWith('fr')) return edits
  for (const { index } of text.matchAll(/ (?=[;!?])/g)) edits.set(index, narrow)
  for (const { index } of text.matchAll(/ (?=[:»])|(?<=«) /g)) edits.set(index, noBreak)
  return edits
}

function patternOf(lang: string): RegExp {
  const known = patterns.get(lang)
  if (known) return known
  const base = lang.split('-')[0] ?? lang
  const words = [units, scales[base], monthsOf(lang)].filter(Boolean).join('|')
  const numbered = before[base] ? `|(?<![\\p{L}\\p{N}])(?:${before[base]}) (?=\\d)` : ''
  const pattern = new RegExp(`(?<=\\d\\.?) (?=(?:${words})(?![\\p{L}\\p{N}]))${numbered}`, 'gu')
  patterns.set(lang, pattern)
  return pattern
}

/** The months as they stand in dates. */
function monthsOf(lang: string): string {
  const known = monthNames.get(lang)
  if (known !== undefined) return known
  const names = ['long', 'short'].flatMap((month) => {
    const format = new Intl.DateTimeFormat(lang, {
      day: 'numeric',
      month: month as 'long' | 'short',
      timeZone: 'UTC',
    })
    return Array.from({ length: 12 }, (_, index) => {
      const parts = format.formatToParts(Date.UTC(2025, index, 15))
      return parts.find(({ type }) => type === 'month')?.value ?? ''
    })
  })
  // Longest first; what is a number in this language is no name.
  const words = [...new Set(names)].filter((name) => /^\p{L}/u.test(name)).sort((a, b) => b.length - a.length)
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  monthNames.set(lang, escaped)
  return escaped
}
