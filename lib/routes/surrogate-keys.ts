import type { Target } from './target.ts'

/**
 * What a page is about, as the keys by which caches drop it: `lang:ar` drops an edition, `story:2025-05-16/talks` a story
 * in all its languages, `section:world` a section: its front and its stories. Keys hold no spaces, which separate them.
 *
 * @param section of the story
 */
export function surrogateKeys(target: Target, lang: string, section?: string): string[] {
  const keys = [`lang:${lang}`, ...(section === undefined ? [] : [`section:${section}`]), ownKey(target)]
  return keys.map(encodeURI)
}

function ownKey(target: Target): string {
  switch (target.kind) {
    case 'front':
      return 'front'
    case 'section':
      return `section:${target.section}`
    case 'story':
      return `story:${target.day}/${target.slug}`
    case 'topic':
      return `topic:${target.topic}`
    case 'author':
      return `author:${target.author}`
    case 'archive':
      return `archive:${target.period}`
    case 'page':
      return `page:${target.page}`
  }
}
