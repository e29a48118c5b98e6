import { filesWith } from '../index/queries/picture-queries.ts'
import { parseStandingPagePath, parseStoryPath } from '../newsroom/content-path.ts'
import type { View } from '../urls/target.ts'
import { type Key, pageKey, siteKey, storyKey } from './keys.ts'

/** No header should become long; and see {@link pictureKeys}. */
const maxShowing = 20

/**
 * The keys of a picture, a video or audio: those of the stories and pages that show it, or of some of them. That is
 * enough for it to be dropped when the last of them goes, since each that goes drops it, and it comes back with the keys
 * of those left.
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
