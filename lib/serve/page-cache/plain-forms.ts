import { type Form, formOf, type Representation } from './representation.ts'

/** Answers without coding, for those who take no other: kept for as long as they are asked for, within a bound. */
export type PlainForms = (representation: Representation) => Form

/**
 * Answers are kept compressed; to have each request that says nothing of codings unpack one would let a few clients keep
 * a processor busy.
 *
 * @param maxBytes most memory they may take
 */
export function createPlainForms(maxBytes: number): PlainForms {
  /** By hash: the same text is the same answer. */
  const forms = new Map<string, Form>()
  let bytes = 0

  return (representation) => {
    const { hash } = representation
    const known = forms.get(hash)
    const form = known ?? formOf(representation, 'identity')
    forms.delete(hash)
    if (form.body.length > maxBytes) return form
    forms.set(hash, form)
    if (!known) bytes += form.body.length
    for (const [oldest, { body }] of forms) {
      if (bytes <= maxBytes) break
      forms.delete(oldest)
      bytes -= body.length
    }
    return form
  }
}
