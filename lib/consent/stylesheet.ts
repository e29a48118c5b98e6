import { createHash } from 'node:crypto'
import type { Consent } from '../newsroom/consent-schema.ts'
import { type Choice, optionalCategories, permits } from './choice.ts'

/**
 * Every reader gets the same HTML; the difference is in two stylesheets. Elements with `data-consent` are in the pages,
 * hidden, and the stylesheet shows those that apply to the reader:
 *
 * | `data-consent` | shown | by |
 * | --- | --- | --- |
 * | `banner` | when there is something to ask or to say | `/consent.css`, in every page |
 * | `gpc` | when Global Privacy Control was obeyed | `/consent.css` |
 * | `unasked`, `gpc-unasked`, `chosen` | by whether the reader has chosen | `/consent-state.css`, on the cookies page |
 * | `on-<category>`, `off-<category>` | by whether the category is allowed | `/consent-state.css` |
 */
export function stylesheet(consent: Consent, choice: Choice): string {
  return (choice.gpc ? visible(['gpc']) : '') + (isAsked(consent, choice) ? banner : '')
}

/** What the page about cookies shows of the reader's choice. */
export function stateStylesheet(consent: Consent, choice: Choice): string {
  return visible([
    choice.made ? 'chosen' : choice.gpc ? 'gpc-unasked' : 'unasked',
    ...optionalCategories(consent).map(({ id }) => `${permits(choice, id) ? 'on' : 'off'}-${id}`),
  ])
}

/** Their space on the page is reserved, so nothing moves when they appear. */
function visible(names: string[]): string {
  return `${names.map(selector).join()}{visibility:visible!important}`
}

/**
 * A notice is shown until it has been read, whatever the browser sends; a question that Global Privacy Control has answered
 * is not asked again.
 */
function isAsked({ mode }: Consent, { made, gpc }: Choice): boolean {
  return !made && (mode === 'notice' || !gpc)
}

/**
 * Focused elements are scrolled clear of the banner (WCAG 2.2, 2.4.11), which is never taller than this; see
 * ConsentBanner.module.css. Printed pages have no banner.
 */
const banner = `@media screen{${selector('banner')}{display:block!important}html{scroll-padding-block-end:min(26rem,62vh)}}@media screen and (width>=56rem){html{scroll-padding-block-end:min(15rem,62vh)}}`

function selector(name: string): string {
  return `[data-consent=${name}]`
}

/**
 * The stylesheet's address. Browsers keep it until the choice changes, so the address changes with everything else it
 * depends on: the version of the question, the mode, this code.
 */
export function stylesheetPath(consent: Consent): string {
  const samples = [false, true].map((gpc) => stylesheet(consent, { made: false, allowed: [], gpc }))
  return `/consent.css?v=${consent.version}-${shortHash(samples.join('\n'))}`
}

/** Enough of a hash to tell the versions of one file apart. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
