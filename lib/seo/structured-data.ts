import type { Graph, Thing } from 'schema-dts'
import { findStory } from '../content/story-queries.ts'
import type { PageContext } from '../page-context.ts'
import { pathOf, type Target } from '../routes/target.ts'
import { breadcrumbData } from './breadcrumb-data.ts'
import { versionsOf } from './hreflang.ts'
import { organisationData } from './organisation-data.ts'
import { collectionData, profileData, standingPageData, websiteData } from './page-data.ts'
import { type PageWords, pageWords } from './page-words.ts'
import { storyData } from './story-data.ts'

/**
 * What a page says of itself as schema.org data: what it shows, the way to it, and who publishes it. Nothing of a page
 * that is not public yet.
 */
export function structuredData(page: PageContext, target: Target): Graph | undefined {
  const words = pageWords(page, target)
  const path = pathOf(page, target, page.lang)
  if (!words || path === undefined) return undefined
  const shown = shownData(page, target, words, page.siteUrl + path)
  if (!shown) return undefined
  const way = target.kind === 'front' ? websiteData(page) : breadcrumbData(page, target, words.name)
  return { '@context': 'https://schema.org', '@graph': [shown, way, organisationData(page)] }
}

function shownData(page: PageContext, target: Target, words: PageWords, url: string): Thing | undefined {
  switch (target.kind) {
    case 'story': {
      const story = findStory(page.db, target, page.lang)
      return story && !story.held ? storyData(page, story, url, versionsOf(page, target)) : undefined
    }
    case 'author':
      return profileData(page, target.author, words, url)
    case 'page':
      return standingPageData(page, target.page, words, url)
    case 'front':
    case 'section':
    case 'topic':
    case 'archive':
      return collectionData(page, words, url)
    case 'receipt':
      return undefined
  }
}
