/** A language's quotation marks: those around a quotation, and those around one inside of it. */
export type QuotationMarks = readonly [open: string, close: string, openInner: string, closeInner: string]

const english: QuotationMarks = ['“', '”', '‘', '’']
const german: QuotationMarks = ['„', '“', '‚', '‘']
const eastern: QuotationMarks = ['„', '”', '«', '»']
const russian: QuotationMarks = ['«', '»', '„', '“']
const romance: QuotationMarks = ['«', '»', '“', '”']
// Inside of French guillemets stands a space that does not break.
const french: QuotationMarks = ['«\u00a0', '\u00a0»', '“', '”']

/** By the language, without script and region; others have the English ones. */
const marks: Readonly<Record<string, QuotationMarks>> = {
  ar: romance,
  be: russian,
  bg: german,
  cs: german,
  de: german,
  el: romance,
  es: romance,
  fa: romance,
  fr: french,
  hr: eastern,
  hu: eastern,
  it: romance,
  mn: russian,
  no: russian,
  pl: eastern,
  ps: romance,
  ro: eastern,
  ru: russian,
  sk: german,
  sq: german,
  sr: german,
  uk: russian,
}

/** Whose straight marks stay: they are letters there, or stand for brackets of another form. */
const unchanged: readonly string[] = ['he', 'ja', 'yi']

/** The quotation marks of a language; undefined where straight ones mean something else. */
export function quotationMarks(lang: string): QuotationMarks | undefined {
  const base = lang.split('-')[0] ?? lang
  if (unchanged.includes(base)) return undefined
  if (lang.startsWith('zh-Hant')) return ['「', '」', '『', '』']
  return marks[base] ?? english
}
