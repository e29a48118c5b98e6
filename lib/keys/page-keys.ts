import type { Story } from '../index/queries/story-queries.ts'
import { cookiesPage } from '../urls/paths.ts'
import type { Target } from '../urls/target.ts'
import {
  everyListKey,
  frontKey,
  type Key,
  type ListKind,
  langKey,
  listKey,
  pageKey,
  siteKey,
  storyKey,
} from './keys.ts'

/**
 * What a page is about, as the keys by which caches drop it. The wide ones are for operators and for changes of settings;
 * publishing uses the narrow ones: a story in all its languages, a list in one language or in all.
 *
 * @param story the story, if the page is one
 */
export function pageKeys(target: Target, lang: string, story?: Pick<Story, 'fields'>): Key[] {
  return [siteKey, langKey(lang), ...ownKeys(target, lang, story)]
}

function ownKeys(target: Target, lang: string, story: Pick<Story, 'fields'> | undefined): Key[] {
  switch (target.kind) {
    case 'front':
      return [frontKey(lang)]
    case 'section':
      return listKeys('section', lang, target.section)
    case 'story':
      return [
        ...(story ? [everyListKey('section', story.fields.section)] : []),
        storyKey(target),
        // A byline shows the author's name.
        ...(story?.fields.authors ?? []).flatMap((author) =>
          typeof author === 'string' ? everyListKey('author', author) : [],
        ),
      ]
    case 'topic':
      return listKeys('topic', lang, target.topic)
    case 'author':
      return listKeys('author', lang, target.author)
    case 'archive':
      return listKeys('archive', lang, target.period)
    case 'page':
      return [pageKey(target.page)]
    case 'receipt':
      return [pageKey(cookiesPage)]
  }
}

function listKeys(kind: ListKind, lang: string, name: string): Key[] {
  return [everyListKey(kind, name), listKey(kind, lang, name)]
}
