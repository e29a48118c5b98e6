import {
  countByAuthor,
  findStory,
  latestInSection,
  latestStories,
} from '../../index/queries/story-queries.ts'
import { isListed } from '../../newsroom/story-schema.ts'
import { pathOf, type Target, type View } from '../../urls/target.ts'

/** A page in one of the languages it exists in. */
export type Version = { lang: string; path: string }

/**
 * The languages in which a page really exists, in the site's order. A section front without a story can be opened, but does
 * not count as a translation of one with stories; nor does a story that search engines are not to list here.
 */
export function versionsOf(view: View, target: Target): Version[] {
  return view.newsroom.site.languages.flatMap((lang) => {
    const path = hasContent(view, target, lang) ? pathOf(view, target, lang) : undefined
    return path === undefined ? [] : [{ lang, path }]
  })
}

function hasContent({ db }: View, target: Target, lang: string): boolean {
  switch (target.kind) {
    case 'front':
    case 'archive':
      return latestStories(db, lang, 1).length > 0
    case 'section':
      return latestInSection(db, lang, target.section, 1).length > 0
    case 'author':
      return countByAuthor(db, lang, target.author) > 0
    case 'story': {
      const story = findStory(db, target, lang)
      return story !== undefined && isListed(story.fields)
    }
    case 'topic':
    case 'page':
      return true
    case 'receipt':
      return false
  }
}

/**
 * The addresses for `link rel=alternate hreflang`: every version, including the page itself, and `x-default` for readers of
 * none of those languages: the page that chooses by their browser, or else the version in the site's first language.
 * https://developers.google.com/search/docs/specialty/international/localized-versions
 */
export function hreflang(
  siteUrl: string,
  defaultLanguage: string | undefined,
  target: Target,
  versions: readonly Version[],
): Record<string, string> {
  const links = Object.fromEntries(versions.map(({ lang, path }) => [lang, siteUrl + path]))
  const fallback = target.kind === 'front' ? `${siteUrl}/` : defaultLanguage && links[defaultLanguage]
  return fallback && versions.length > 0 ? { ...links, 'x-default': fallback } : links
}
