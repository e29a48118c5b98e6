import type { Data, Processor } from 'unified'

type Extension = NonNullable<Data['micromarkExtensions']>[number]
type Construct = Exclude<NonNullable<NonNullable<Extension['text']>[number]>, readonly unknown[]>

const asterisk = 42
const tilde = 126
const letter = /^[\p{L}\p{M}]$/u
const opening = /^[\p{Ps}\p{Pi}"'„‚]$/u
/** What opens a quotation in one language closes it in another. */
const closing = /^(?!\p{Ps})\p{P}$/u
const latin = /^[a-z]$/i
/** Of punctuation, what no formula, search pattern or file name has next to a letter and an asterisk. */
const ofProse = /^[\p{Pi}\p{Pf}"„‚:,;…]$/u

/**
 * Lets `*`, `**` and `~~` stand between a letter and a quotation mark, bracket or colon, as people write them in scripts
 * whose words take prefixes, and around a quotation: `слово**«важно»**`, `و*«كلمة»*`, `**Note:**text`. CommonMark's rule
 * looks for spaces there: it would show the marks, or take the words between two such places for what is marked. Next to
 * a Latin letter, a single `*` by a bracket keeps to that rule, for `a*(b)*c` is a product.
 */
export function marksByLetters(this: Processor) {
  for (const extension of this.data().micromarkExtensions ?? [])
    for (const code of [asterisk, tilde]) {
      const construct = extension.text?.[code]
      if (construct && !Array.isArray(construct))
        extension.text = { ...extension.text, [code]: byLetters(construct) }
    }
}

function byLetters(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const before = character(this.previous)
      const mark = construct.tokenize.call(
        this,
        effects,
        (code) => {
          const token = this.events.at(-1)?.[1]
          if (token) {
            const after = character(code)
            const isSingle = token.end.offset - token.start.offset === 1
            if (opening.test(after) && isBeside(before, after, isSingle)) token._open = true
            if (closing.test(before) && isBeside(after, before, isSingle)) token._close = true
          }
          return ok(code)
        },
        nok,
      )
      return mark
    },
  }
}

/** Whether a mark between a letter and some punctuation is one of prose. */
function isBeside(character: string, punctuation: string, isSingle: boolean): boolean {
  if (!letter.test(character)) return false
  return !isSingle || !latin.test(character) || ofProse.test(punctuation)
}

/** A character outside of the first plane is two codes, and counts as a letter by neither. */
function character(code: number | null): string {
  return code === null || code < 0 ? '' : String.fromCharCode(code)
}
