import type { PictureFacts } from '../../assets/pictures/facts.ts'
import { type IndexDatabase, statement } from '../index-database.ts'
import { beginsWith } from '../text-range.ts'

/**
 * What sitemaps list: stories that have a URL now and are meant for search engines. A preview's drafts and stories that
 * have just expired are left out.
 */
const listed = 'held IS NULL AND unlisted IS NULL AND (expires IS NULL OR expires > ?1)'

/**
 * The most URLs in one part of a month. Few enough to be made and compressed while a crawler waits; and even with
 * forty-four languages, all named in every entry, far below the 50 MB a file may have.
 */
export const urlsInPart = 2000

/** A month of stories, `2025-05`: the number of its parts, and when one of its stories last changed significantly. */
export type ListedMonth = { month: string; parts: number; edited: number }

/** Every month that has stories, newest first. Answered from a database index alone. @param now epoch milliseconds */
export function listedMonths(db: IndexDatabase, now: number): ListedMonth[] {
  return statement(
    db,
    `SELECT month, (count(*) + ?2 - 1) / ?2 AS parts, max(edited) AS edited FROM stories WHERE ${listed}
     GROUP BY month ORDER BY month DESC`,
  ).all(now, urlsInPart) as ListedMonth[]
}

/** A story in one language as a sitemap shows it. Moments are epoch milliseconds. */
export type ListedStory = {
  lang: string
  day: string
  slug: string
  section: string
  edited: number
  expires?: number
  /** The story's section in each of its languages, including this one. */
  versions: Record<string, string>
  pictures: PictureFacts[]
}

/**
 * A part of a month's stories, by day and slug, so that a story's languages are together.
 *
 * @param month `2025-05`; @param part counted from 1; @param now epoch milliseconds
 */
export function listedStories(db: IndexDatabase, month: string, part: number, now: number): ListedStory[] {
  // By day, not by month: the index that keeps a story's languages unique is in this order.
  return statement(
    db,
    `SELECT lang, day, slug, section, edited, expires,
       (SELECT json_group_object(lang, section) FROM stories AS version
        WHERE version.day = story.day AND version.slug = story.slug AND ${listed}) AS versions,
       (SELECT json_group_array(json(facts)) FROM pictures WHERE path = story.path) AS pictures
     FROM stories AS story WHERE ${beginsWith('day', '?2')} AND ${listed}
     ORDER BY day, slug, lang LIMIT ?3 OFFSET ?4`,
  )
    .all(now, month, urlsInPart, (part - 1) * urlsInPart)
    .map(({ expires, versions, pictures, ...story }) => ({
      ...(story as Pick<ListedStory, 'lang' | 'day' | 'slug' | 'section' | 'edited'>),
      ...(expires !== null && { expires: Number(expires) }),
      versions: JSON.parse(String(versions)),
      pictures: JSON.parse(String(pictures)),
    }))
}

/** Whether a month has a part of this number. */
export function hasPart(db: IndexDatabase, month: string, part: number, now: number): boolean {
  const first = statement(
    db,
    `SELECT 1 FROM stories WHERE ${beginsWith('day', '?2')} AND ${listed}
     ORDER BY day, slug, lang LIMIT 1 OFFSET ?3`,
  ).get(now, month, (part - 1) * urlsInPart)
  return first !== undefined
}

/** A story as the news sitemap shows it. */
export type RecentStory = Pick<ListedStory, 'lang' | 'day' | 'slug' | 'section'> & {
  title: string
  published: number
  expires: number | null
}

/** Stories published after a moment, newest first. @param now, @param after epoch milliseconds */
export function storiesSince(db: IndexDatabase, after: number, now: number, limit: number): RecentStory[] {
  return statement(
    db,
    `SELECT lang, day, slug, section, published, expires, fields ->> '$.title' AS title FROM stories
     WHERE published > ?2 AND published <= ?1 AND ${listed} ORDER BY published DESC, id DESC LIMIT ?3`,
  ).all(now, after, limit) as RecentStory[]
}

/** When the next story expires, epoch milliseconds. */
export function nextExpiry(db: IndexDatabase, now: number): number | undefined {
  const next = statement(db, 'SELECT min(expires) AS next FROM stories WHERE expires > ?').get(now)?.next
  return next === null || next === undefined ? undefined : Number(next)
}

/** When the latest story expired that no pass has taken down yet, epoch milliseconds. */
export function lastExpiry(db: IndexDatabase, now: number): number | undefined {
  const last = statement(db, 'SELECT max(expires) AS last FROM stories WHERE expires <= ?').get(now)?.last
  return last === null || last === undefined ? undefined : Number(last)
}
