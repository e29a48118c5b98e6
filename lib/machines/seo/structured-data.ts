import type { Graph, Thing } from 'schema-dts'
import { findStory } from '../../index/queries/story-queries.ts'
import type { PageContext } from '../../page/page-context.ts'
import { type PageWords, pageWords } from '../../page/page-words.ts'
import { pathOf, type Target } from '../../urls/target.ts'
import { breadcrumbData } from './breadcrumb-data.ts'
import { versionsOf } from './hreflang.ts'
import { organisationData } from './organisation-data.ts'
import { collectionData, profileData, standingPageData, websiteData } from './page-data.ts'
import { storyData } from './story-data.ts'

/**
 * A page's schema.org data: what it shows, the path to it, and who publishes it. None for a page that is not
 * public yet.
 */
export function structuredData(context: PageContext, target: Target): Graph | undefined {
  const words = pageWords(context, target)
  const path = pathOf(context, target, context.lang)
  if (!words || path === undefined) return undefined
  const shown = shownData(context, target, words, context.siteUrl + path)
  if (!shown) return undefined
  const way = target.kind === 'front' ? websiteData(context) : breadcrumbData(context, target, words.name)
  return { '@context': 'https://schema.org', '@graph': [shown, way, organisationData(context)] }
}

function shownData(context: PageContext, target: Target, words: PageWords, url: string): Thing | undefined {
  switch (target.kind) {
    case 'story': {
      const story = findStory(context.db, target, context.lang)
      return story && !story.held ? storyData(context, story, url, versionsOf(context, target)) : undefined
    }
    case 'author':
      return profileData(context, target.author, words, url)
    case 'page':
      return standingPageData(context, target.page, words, url)
    case 'front':
    case 'section':
    case 'topic':
    case 'archive':
      return collectionData(context, words, url)
    case 'receipt':
      return undefined
  }
}
