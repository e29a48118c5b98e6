import { filesWith } from '../index/queries/picture-queries.ts'
import { parseStandingPagePath, parseStoryPath } from '../newsroom/content-path.ts'
import type { View } from '../urls/target.ts'
import { type Key, pageKey, siteKey, storyKey } from './keys.ts'

/** Keeps the header short; {@link pictureKeys} explains why some are enough. */
const maxShowing = 20

/**
 * The keys of a picture, video or audio file: those of the stories and pages that show it, or of some of them. Some are
 * enough for it to be dropped once none shows it any more: each removal drops it, and it returns to the cache with the
 * keys of those that are left.
 */
export function pictureKeys({ db, newsroom }: Pick<View, 'db' | 'newsroom'>, hash: string): Key[] {
  const { languages } = newsroom.site
  const keys = filesWith(db, hash, maxShowing).flatMap((path) => {
    if (path.startsWith('pages/')) {
      const page = parseStandingPagePath(path, languages)
      return page.ok ? pageKey(page.value.page) : []
    }
    const story = parseStoryPath(path, languages)
    return story.ok ? storyKey(story.value) : []
  })
  return [siteKey, ...new Set(keys)]
}
