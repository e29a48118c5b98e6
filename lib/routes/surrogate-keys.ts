import type { Story } from '../content/story-queries.ts'
import { cookiesPage } from './paths.ts'
import type { Target } from './target.ts'

/**
 * What a page is about, as the keys by which caches drop it. The wide ones are for operators and for changes of
 * settings: `site`, `lang:ar`, `section:world` (a section's front and stories). The narrow ones are what publishing
 * goes by: `story:2025-05-16/talks` in all its languages, a list in one language (`front:ar`, `section:ar/world`,
 * `topic:ar/rising-seas`, `archive:ar/2025-05`), or in all of them (`topic:rising-seas`).
 *
 * @param story of the page, if it is one
 */
export function surrogateKeys(target: Target, lang: string, story?: Pick<Story, 'fields'>): string[] {
  return ['site', `lang:${lang}`, ...ownKeys(target, lang, story)].map(encodeKey)
}

function ownKeys(target: Target, lang: string, story: Pick<Story, 'fields'> | undefined): string[] {
  switch (target.kind) {
    case 'front':
      return [`front:${lang}`]
    case 'section':
      return [`section:${target.section}`, `section:${lang}/${target.section}`]
    case 'story':
      return [
        ...(story ? [`section:${story.fields.section}`] : []),
        `story:${target.day}/${target.slug}`,
        // A byline shows the author's name.
        ...(story?.fields.authors ?? []).flatMap((author) =>
          typeof author === 'string' ? `author:${author}` : [],
        ),
      ]
    case 'topic':
      return inAllAndOne('topic', lang, target.topic)
    case 'author':
      return inAllAndOne('author', lang, target.author)
    case 'archive':
      return inAllAndOne('archive', lang, target.period || 'all')
    case 'page':
      return [`page:${target.page}`]
    case 'receipt':
      return [`page:${cookiesPage}`]
  }
}

function inAllAndOne(kind: string, lang: string, name: string): string[] {
  return [`${kind}:${name}`, `${kind}:${lang}/${name}`]
}

/** Keys are separated by spaces in headers. */
export function encodeKey(key: string): string {
  return encodeURI(key)
}
