/** A text given once for all languages, or per language tag; the first entry is used where one is missing. */
export type LocalText = string | Record<string, string>

/**
 * The text to show in a language, and its real language if that is another one, so that the page can mark it up as
 * such.
 */
export function localText(value: LocalText, lang: string): { text: string; lang?: string } {
  if (typeof value === 'string') return { text: value }
  const own = value[lang]
  if (own !== undefined) return { text: own }
  const [first] = Object.entries(value)
  return first ? { text: first[1], lang: first[0] } : { text: '' }
}
