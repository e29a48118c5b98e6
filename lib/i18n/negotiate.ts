import { match } from '@formatjs/intl-localematcher'
import Negotiator from 'negotiator'

/** Longer than any browser's header; the rest is ignored. */
const maxHeader = 500

/**
 * The site's language that fits an `Accept-Language` header best. When CLDR's matching finds none, another script of a
 * wanted language will do (zh-Hans for zh-TW); otherwise it is the site's first language.
 */
export function bestLanguage(
  acceptLanguage: string | null | undefined,
  languages: readonly string[],
): string {
  const [fallback = 'en'] = languages
  const header = (acceptLanguage ?? '').slice(0, maxHeader)
  const wanted = new Negotiator({ headers: { 'accept-language': header } }).languages().filter(isLanguageTag)
  if (wanted.length === 0) return fallback
  const matched = match(wanted, languages, '')
  if (matched !== '') return matched
  const sameLanguage = (tag: string) => languages.find((own) => languageOf(own) === languageOf(tag))
  return wanted.map(sameLanguage).find((own) => own !== undefined) ?? fallback
}

/** Whether an `Accept` header names Markdown and ranks it before HTML; browsers never do. */
export function prefersMarkdown(accept: string | null | undefined): boolean {
  if (!accept?.toLowerCase().includes('text/markdown')) return false
  const negotiator = new Negotiator({ headers: { accept: accept.slice(0, maxHeader) } })
  return negotiator.mediaType(['text/html', 'text/markdown']) === 'text/markdown'
}

/** The path a story would have, whether or not it exists, but not of its Markdown, which is a file. See paths. */
const ofStory = /^\/[^/]+\/[^/]+\/\d{4}-\d\d-\d\d\/[^/]+(?<!\.md)$/

/** Whether to redirect a request to a story's Markdown: on no other path does `Accept` change the answer. */
export function asksForMarkdown(path: string, accept: string | null | undefined): boolean {
  return prefersMarkdown(accept) && ofStory.test(path)
}

function languageOf(tag: string): string {
  return new Intl.Locale(tag).language
}

function isLanguageTag(tag: string): boolean {
  if (tag === '*') return false
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    // Clients send anything, also invalid escapes.
    return false
  }
}
