import { translator } from './messages.ts'

/** The writing direction of a language, for `dir`. */
export function direction(lang: string): 'ltr' | 'rtl' {
  return new Intl.Locale(lang).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr'
}

/** A language's name in that language, for the language chooser. */
export function ownName(lang: string): string {
  return translator(lang)('language')
}

/** The locale for dates and numbers: `en` may write them as `en-GB` does. */
export function localeOf(lang: string): string {
  return translator(lang)('locale')
}

/** Names joined as the language joins them: "A, B and C". */
export function joinNames(names: readonly string[], lang: string): string {
  return new Intl.ListFormat(localeOf(lang), { type: 'conjunction' }).format(names)
}

/** The pieces of a joined list: the names (by index) and the text between them. */
export function joinParts(
  names: readonly string[],
  lang: string,
): ({ index: number } | { between: string })[] {
  let index = -1
  return new Intl.ListFormat(localeOf(lang), { type: 'conjunction' }).formatToParts(names).map((part) => {
    if (part.type === 'literal') return { between: part.value }
    index += 1
    return { index }
  })
}
