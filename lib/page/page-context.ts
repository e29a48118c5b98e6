import { notFound } from 'next/navigation'
import { type Translate, translator } from '../i18n/messages.ts'
import type { View } from '../urls/target.ts'
import { site } from './site.ts'

/** What every component of a page needs: the site, and the language. */
export type PageContext = View & {
  lang: string
  t: Translate
  /** The public origin, for the few links that leave the site and come back. */
  siteUrl: string
}

/** The context of a page in a language; an unknown language has no page. */
export function pageContext(lang: string): PageContext {
  const { environment, ...view } = site()
  if (!view.newsroom.site.languages.includes(lang)) notFound()
  return { ...view, lang, t: translator(lang), siteUrl: environment.siteUrl }
}

/** Route parameters decoded, because Next passes them still percent-encoded. */
export async function decoded<Params extends Record<string, string | string[]>>(
  params: Promise<Params>,
): Promise<Params> {
  const entries = Object.entries(await params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(decodeURIComponent) : decodeURIComponent(value),
  ])
  return Object.fromEntries(entries) as Params
}
