import { type QuotationMarks, quotationMarks } from './quotation-marks.ts'

/** What replaces a character of a text, by its index. */
export type Edits = Map<number, string>

const straight = /["']/g
const wordish = /[\p{L}\p{N}\p{M}]/u
/** A quotation opens after these. */
const opener = /[\s([{<¿¡«„“‘‚「『（《—–\-/]/u

/** Years and words whose first letters are left out: '68, 'twas. */
const elided = /^'(?:\d\ds?(?![\p{L}\p{N}])|(?:tis|twas|til|em|cause|round|n)(?![\p{L}\p{N}]))/iu

/**
 * What turns straight quotation marks and apostrophes into those of the language. Marks that are set already stay.
 *
 * @param text a block's words; a character that is no letter and no space stands for what must not be read
 */
export function quoteEdits(text: string, lang: string): Edits {
  const edits: Edits = new Map()
  const marks = quotationMarks(lang)
  if (!marks) return edits
  const open: string[] = []
  for (const { index, 0: mark } of text.matchAll(straight)) {
    const before = text[index - 1] ?? ' '
    const after = text[index + 1] ?? ' '
    const rest = text.slice(index, index + 12)
    const opens = opener.test(before) && !/\s/.test(after)
    if (isFeetAndInches(text, index)) edits.set(index, mark === '"' ? '″' : '′')
    else if (mark === "'" && wordish.test(before) && wordish.test(after)) edits.set(index, '’')
    else if (mark === "'" && opens && elided.test(rest)) edits.set(index, '’')
    else if (open.includes(mark) && !(opens && wordish.test(after)))
      edits.set(index, closed(open, mark, marks))
    else if (opens || (mark === '"' && !open.includes(mark) && wordish.test(after))) {
      edits.set(index, openedAt(open.length > 0 || mark === "'", marks))
      open.push(mark)
    } else if (/\d/.test(before)) edits.set(index, mark === '"' ? '″' : '′')
    else if (mark === "'" && wordish.test(before)) edits.set(index, '’')
    else if (open.includes(mark)) edits.set(index, closed(open, mark, marks))
  }
  return edits
}

/** 5'10", whatever stands around it. */
function isFeetAndInches(text: string, index: number): boolean {
  const around = text.slice(Math.max(0, index - 6), index + 5)
  const at = Math.min(index, 6)
  for (const { index: start, 0: whole } of around.matchAll(/\d+'\d{1,2}"/g))
    if (at === start + whole.indexOf("'") || at === start + whole.length - 1) return true
  return false
}

function openedAt(inner: boolean, marks: QuotationMarks): string {
  return inner ? marks[2] : marks[0]
}

/** Closes the newest quotation of this mark, and what was left open inside of it. */
function closed(open: string[], mark: string, marks: QuotationMarks): string {
  const at = open.lastIndexOf(mark)
  open.length = at
  return at > 0 || mark === "'" ? marks[3] : marks[1]
}
