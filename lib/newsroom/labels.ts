import { localText } from './local-text.ts'
import type { Newsroom } from './newsroom-schema.ts'

/** The names readers see for the ids in stories, in a language or, marked as such, in another one. */

export function sectionLabel({ site }: Newsroom, id: string, lang: string) {
  return localText(site.sections.find((section) => section.id === id)?.name ?? id, lang)
}

/** A topic of site.yaml has a label; a plain tag is its own label, with a capital and without hyphens. */
export function topicLabel({ site }: Newsroom, id: string, lang: string) {
  const words = id.replaceAll('-', ' ')
  const name = site.topics.find((topic) => topic.id === id)?.name
  return localText(name ?? words.charAt(0).toLocaleUpperCase(lang) + words.slice(1), lang)
}

export function authorLabel({ authors }: Newsroom, id: string, lang: string) {
  return localText(authors[id]?.name ?? id, lang)
}

export function siteName({ site }: Newsroom, lang: string): string {
  return localText(site.name, lang).text
}
