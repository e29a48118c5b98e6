import type { Data, Processor } from 'unified'

type Extension = NonNullable<Data['micromarkExtensions']>[number]
type Construct = Exclude<NonNullable<NonNullable<Extension['text']>[number]>, readonly unknown[]>

const asterisk = 42
const letter = /^[\p{L}\p{M}]$/u
const opening = /^[\p{Ps}\p{Pi}"'„‚]$/u
/** What opens a quotation in one language closes it in another. */
const closing = /^(?!\p{Ps})\p{P}$/u

/**
 * Lets `**` stand between a letter and a quotation mark, bracket or colon, as people write it in scripts whose words
 * take prefixes, and around a quotation: `слово**«важно»**слово`, `و**«كلمة»**`, `**Note:**text`. CommonMark's rule looks
 * for spaces there and would show the asterisks. A single `*` keeps to that rule, for `5*(3)*2` is a sum.
 */
export function boldMarks(this: Processor) {
  for (const extension of this.data().micromarkExtensions ?? []) {
    const construct = extension.text?.[asterisk]
    if (construct && !Array.isArray(construct))
      extension.text = { ...extension.text, [asterisk]: bold(construct) }
  }
}

function bold(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const before = character(this.previous)
      const mark = construct.tokenize.call(
        this,
        effects,
        (code) => {
          const token = this.events.at(-1)?.[1]
          if (token && token.end.offset - token.start.offset >= 2) {
            const after = character(code)
            if (letter.test(before) && opening.test(after)) token._open = true
            if (closing.test(before) && letter.test(after)) token._close = true
          }
          return ok(code)
        },
        nok,
      )
      return mark
    },
  }
}

/** A character outside of the first plane is two codes, and counts as a letter by neither. */
function character(code: number | null): string {
  return code === null || code < 0 ? '' : String.fromCharCode(code)
}
