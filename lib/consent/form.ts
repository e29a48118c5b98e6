import type { Consent } from '../newsroom/consent-schema.ts'
import { type Choice, knownIds } from './choice.ts'

/** What a reader's form says. */
export type ConsentForm = {
  decision: Decision
  categories: string[]
  /** The page to go back to; undefined unless it is a path of this site. */
  returnTo: string | undefined
  /** Whether to show the receipt instead. */
  wantsReceipt: boolean
}

export const decisions = ['accept', 'refuse', 'choose', 'allow', 'withdraw', 'keep'] as const
export type Decision = (typeof decisions)[number]

/** Reads the body of a form; undefined when it is not one of this site's. */
export function readForm(body: string): ConsentForm | undefined {
  const fields = new URLSearchParams(body)
  const decision = decisions.find((known) => known === fields.get('decision'))
  if (!decision) return undefined
  return {
    decision,
    categories: fields.getAll('category'),
    returnTo: ownPath(fields.get('return') ?? ''),
    wantsReceipt: fields.get('receipt') === 'show',
  }
}

/**
 * What is allowed after a decision; undefined when there is nothing to record.
 *
 * `accept` and `refuse` are for all categories, `choose` for exactly those named; `allow` and `withdraw` change the
 * named ones of the present choice, `keep` confirms it.
 */
export function decide(form: ConsentForm, present: Choice, consent: Consent): string[] | undefined {
  const { decision, categories } = form
  switch (decision) {
    case 'accept':
      return knownIds(
        consent,
        consent.categories.map(({ id }) => id),
      )
    case 'refuse':
      return []
    case 'choose':
      return knownIds(consent, categories)
    case 'allow':
      return knownIds(consent, [...present.allowed, ...categories])
    case 'withdraw':
      return present.allowed.filter((id) => !categories.includes(id))
    case 'keep':
      return present.made ? [...present.allowed] : undefined
  }
}

/** In characters, raw and percent-encoded: it has to fit into a header. */
const longestPath = 2000

/** A path of this site with its query, as browsers would request it; undefined for anything that leads elsewhere. */
export function ownPath(text: string): string | undefined {
  const here = 'http://this.invalid'
  // Browsers read \ as /, drop line breaks, and resolve dots before they look for a host.
  if (!text.startsWith('/') || text.length > longestPath || !URL.canParse(text, here)) return undefined
  const { origin, pathname, search } = new URL(text, here)
  if (origin !== here || pathname.startsWith('//') || /[\\\p{Cc}]/u.test(text)) return undefined
  const path = pathname + search
  return pathname.startsWith('/consent') || path.length > longestPath ? undefined : path
}
