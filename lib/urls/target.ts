import type { IndexDatabase } from '../index/index-database.ts'
import { findStandingPage } from '../index/queries/newsroom-queries.ts'
import { findStory, hasStoriesIn, hasStoriesOn, type Story } from '../index/queries/story-queries.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import {
  archivePath,
  authorPath,
  cookiesPage,
  frontPath,
  pagePath,
  receiptPath,
  sectionPath,
  storyPath,
  topicPath,
} from './paths.ts'

/** A page of the site, whatever the language: what its URL names. */
export type Target =
  | { kind: 'front' }
  | { kind: 'section'; section: string }
  | { kind: 'story'; day: string; slug: string }
  | { kind: 'topic'; topic: string }
  | { kind: 'author'; author: string }
  | { kind: 'archive'; period: string }
  | { kind: 'page'; page: string }
  | { kind: 'receipt'; receipt: string }

/** What it takes to resolve URLs and render pages at a moment. */
export type View = {
  db: IndexDatabase
  newsroom: Newsroom
  /** Epoch milliseconds. */
  now: number
  /** Whether this newsroom gave out a receipt; without this function, none counts. */
  isReceipt?(receipt: string): boolean
}

/** The canonical URL of a target in a language; undefined when the language has no such page. */
export function pathOf(
  { db, newsroom, now, isReceipt }: View,
  target: Target,
  lang: string,
): string | undefined {
  switch (target.kind) {
    case 'front':
      return frontPath(lang)
    case 'section':
      return newsroom.sectionIds.includes(target.section) ? sectionPath(lang, target.section) : undefined
    case 'story': {
      const story = findStory(db, target, lang)
      return story && !hasExpired(story, now) ? storyPath(story) : undefined
    }
    case 'topic':
      return hasStoriesOn(db, lang, target.topic) ? topicPath(lang, target.topic) : undefined
    case 'author':
      return newsroom.authorIds.includes(target.author) ? authorPath(lang, target.author) : undefined
    case 'archive':
      return target.period === '' || hasStoriesIn(db, lang, target.period)
        ? archivePath(lang, target.period)
        : undefined
    case 'page':
      return target.page === cookiesPage || findStandingPage(db, target.page, lang)
        ? pagePath(lang, target.page)
        : undefined
    case 'receipt':
      return isReceipt?.(target.receipt) ? receiptPath(lang, target.receipt) : undefined
  }
}

/** Whether a story's time is up, even if the index has not been updated yet. */
export function hasExpired({ fields }: Story, now: number): boolean {
  return fields.expires !== undefined && fields.expires <= now
}
