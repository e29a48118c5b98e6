import { parsePagePath, parseStoryPath } from '../content/content-path.ts'
import { filesWith } from '../content/picture-queries.ts'
import type { Story } from '../content/story-queries.ts'
import { cookiesPage } from './paths.ts'
import type { Target, View } from './target.ts'

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

/** No header should become long; and see {@link pictureKeys}. */
const mostShowing = 20

/**
 * The keys of a picture, a video or audio: those of the stories and pages that show it, or of some of them. That is enough for it to be
 * dropped when the last of them goes, since each that goes drops it, and it comes back with the keys of those left.
 */
export function pictureKeys({ db, newsroom }: Pick<View, 'db' | 'newsroom'>, hash: string): string[] {
  const { languages } = newsroom.site
  const keys = filesWith(db, hash, mostShowing).flatMap((path) => {
    if (path.startsWith('pages/')) {
      const page = parsePagePath(path, languages)
      return page.ok ? [`page:${page.value.page}`] : []
    }
    const story = parseStoryPath(path, languages)
    return story.ok ? [`story:${story.value.day}/${story.value.slug}`] : []
  })
  return ['site', ...new Set(keys)].map(encodeKey)
}

/** Keys are separated by spaces in headers. */
export function encodeKey(key: string): string {
  return encodeURI(key)
}
