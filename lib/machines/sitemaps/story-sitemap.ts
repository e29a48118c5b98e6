import { isoInZone } from '../../i18n/dates.ts'
import { type ListedStory, listedStories } from '../../index/queries/sitemap-queries.ts'
import { plainPicturePath } from '../../page/picture-markup.ts'
import { storyUrlPath } from '../../urls/paths.ts'
import type { View } from '../../urls/target.ts'
import { urlSet } from './url-set.ts'

/** A file, and when one of its stories expires, epoch milliseconds. */
export type StorySitemap = { xml: string; until?: number }

/**
 * A part of a month's stories.
 *
 * @param month `2025-05`; @param part counted from 1
 */
export function storySitemap(view: View, siteUrl: string, month: string, part: number): StorySitemap {
  const { db, newsroom, now } = view
  const { timeZone, languages } = newsroom.site
  const stories = listedStories(db, month, part, now)
  const urls = stories.map((story) => ({
    loc: siteUrl + storyUrlPath(story),
    lastmod: isoInZone(story.edited, timeZone),
    versions: versionsOf(story, languages, siteUrl),
    pictures: story.pictures.map((picture) => siteUrl + plainPicturePath(picture)),
  }))
  const expiries = stories.flatMap(({ expires }) => expires ?? [])
  return {
    xml: urlSet(urls, languages[0] ?? ''),
    ...(expiries.length > 0 && { until: Math.min(...expiries) }),
  }
}

function versionsOf({ day, slug, versions }: ListedStory, languages: readonly string[], siteUrl: string) {
  return languages.flatMap((lang) => {
    const section = versions[lang]
    return section === undefined ? [] : [{ lang, href: siteUrl + storyUrlPath({ lang, section, day, slug }) }]
  })
}
