import type { Consent } from '../newsroom/consent-schema.ts'
import { readCookie } from './cookie.ts'

/** What the site may do for one reader. There are only a handful of different choices. */
export type Choice = {
  /** Whether the reader has answered the question in its present version. */
  made: boolean
  /** Ids of the optional categories that are allowed, in the order of site.yaml. */
  allowed: readonly string[]
  /** Whether the browser sent Global Privacy Control and was obeyed: nothing is allowed. */
  gpc: boolean
}

/**
 * Reads a reader's choice. A cookie that is forged, damaged or of another version does not count. Global Privacy Control
 * (https://www.w3.org/TR/gpc/) is a refusal until the reader says otherwise.
 *
 * @param headers of the request: `Cookie` and `Sec-GPC`
 */
export function readChoice(
  consent: Consent,
  headers: { cookie?: string | null | undefined; secGpc?: string | null | undefined },
): Choice {
  const chosen = readCookie(headers.cookie, consent)
  const allowed = chosen ?? []
  return { made: chosen !== undefined, allowed, gpc: headers.secGpc === '1' && allowed.length === 0 }
}

/** The choice as one short name, the cache key of answers that depend on nothing else: `1.statistics`, `1.unasked+gpc`. */
export function choiceName({ made, allowed, gpc }: Choice, { version }: Consent): string {
  const decision = made ? allowed.join('.') || 'none' : 'unasked'
  return `${version}.${decision}${gpc ? '+gpc' : ''}`
}

/** Whether a reader allows a category, such as `statistics` or `embeds`. Necessary cookies need no permission. */
export function permits({ allowed }: Choice, category: string): boolean {
  return category === 'necessary' || allowed.includes(category)
}

/** The categories a reader can allow or refuse. */
export function optionalCategories({ categories }: Consent): Consent['categories'] {
  return categories.filter(({ id }) => id !== 'necessary')
}

/** Those of the given ids that readers can choose, each once, in the order of site.yaml. */
export function knownIds(consent: Consent, ids: readonly string[]): string[] {
  return optionalCategories(consent)
    .map(({ id }) => id)
    .filter((id) => ids.includes(id))
}
