import type { StoryFields } from '../../newsroom/story-schema.ts'
import { type IndexDatabase, statement } from '../index-database.ts'
import { beginsWith, endOf, isOrIsIn } from '../text-range.ts'

/** A story as lists and pages show it; its body is fetched separately. */
export type Story = {
  id: number
  /** The file's path, relative to the content folder. */
  path: string
  lang: string
  /** The folder's day, `2025-05-16`, part of the URL. */
  day: string
  slug: string
  /** Only in a preview: why readers do not see it yet. */
  held?: 'draft' | 'embargoed'
  fields: StoryFields
}

/** What identifies a story in all its languages. */
export type StoryKey = Pick<Story, 'day' | 'slug'>

const columns = 'id, path, lang, day, slug, held, fields'
const newest = 'ORDER BY published DESC, id DESC'

type Values = (string | number)[]

function stories(db: IndexDatabase, sql: string, ...values: Values): Story[] {
  return statement(db, sql)
    .all(...values)
    .map((row) => {
      const { held, fields, ...story } = row
      // Written by index-writes from a checked story.
      return { ...story, ...(held && { held }), fields: JSON.parse(String(fields)) } as Story
    })
}

export function findStory(db: IndexDatabase, { day, slug }: StoryKey, lang: string): Story | undefined {
  return stories(
    db,
    `SELECT ${columns} FROM stories WHERE day = ? AND slug = ? AND lang = ?`,
    day,
    slug,
    lang,
  )[0]
}

/** The story of a file, if readers may see it. */
export function storyAtPath(db: IndexDatabase, path: string): Story | undefined {
  return stories(
    db,
    `SELECT ${columns} FROM stories WHERE path IN (SELECT path FROM files WHERE name = ?)`,
    path.normalize('NFC'),
  )[0]
}

/** A story's Markdown. */
export function storyBody(db: IndexDatabase, id: number): string {
  return String(statement(db, 'SELECT body FROM bodies WHERE story = ?').get(id)?.body ?? '')
}

export function latestStories(db: IndexDatabase, lang: string, limit: number): Story[] {
  return stories(db, `SELECT ${columns} FROM stories WHERE lang = ? ${newest} LIMIT ?`, lang, limit)
}

export function latestInSection(db: IndexDatabase, lang: string, section: string, limit: number): Story[] {
  return stories(
    db,
    `SELECT ${columns} FROM stories WHERE lang = ? AND section = ? ${newest} LIMIT ?`,
    lang,
    section,
    limit,
  )
}

/** Those of these sections that have a story in a language, in their order. */
export function sectionsInUse(db: IndexDatabase, lang: string, sections: readonly string[]): string[] {
  const found = statement(db, 'SELECT 1 FROM stories WHERE lang = ? AND section = ? LIMIT 1')
  return sections.filter((section) => found.get(lang, section) !== undefined)
}

/**
 * How many stories of a language, or of one of its sections, were published after a moment; counting stops at the
 * limit.
 *
 * @param after epoch milliseconds
 */
export function countSince(
  db: IndexDatabase,
  { lang, section }: { lang: string; section: string | undefined },
  after: number,
  limit: number,
): number {
  const within = section === undefined ? 'lang = ?1' : 'lang = ?1 AND section = ?4'
  const row = statement(
    db,
    `SELECT count(*) AS n FROM (SELECT 1 FROM stories WHERE ${within} AND published > ?2 LIMIT ?3)`,
  ).get(lang, after, limit, ...(section === undefined ? [] : [section]))
  return Number(row?.n)
}

export function storiesOnTopic(db: IndexDatabase, lang: string, topic: string, limit: number): Story[] {
  return stories(
    db,
    `SELECT ${columns} FROM stories WHERE id IN
       (SELECT story FROM story_topics WHERE lang = ? AND topic = ? ORDER BY published DESC LIMIT ?) ${newest}`,
    lang,
    topic,
    limit,
  )
}

export function storiesByAuthor(db: IndexDatabase, lang: string, author: string, limit: number): Story[] {
  return stories(
    db,
    `SELECT ${columns} FROM stories WHERE id IN
       (SELECT story FROM story_authors WHERE lang = ? AND author = ? ORDER BY published DESC LIMIT ?) ${newest}`,
    lang,
    author,
    limit,
  )
}

/** How many stories a language has on a topic. */
export function countOnTopic(db: IndexDatabase, lang: string, topic: string): number {
  return Number(
    statement(db, 'SELECT count(*) AS n FROM story_topics WHERE lang = ? AND topic = ?').get(lang, topic)?.n,
  )
}

/** Whether a language has a story on a topic. */
export function hasStoriesOn(db: IndexDatabase, lang: string, topic: string): boolean {
  const row = statement(db, 'SELECT 1 FROM story_topics WHERE lang = ? AND topic = ? LIMIT 1').get(
    lang,
    topic,
  )
  return row !== undefined
}

/** How many stories a language has by an author. */
export function countByAuthor(db: IndexDatabase, lang: string, author: string): number {
  return Number(
    statement(db, 'SELECT count(*) AS n FROM story_authors WHERE lang = ? AND author = ?').get(lang, author)
      ?.n,
  )
}

export function storiesOnDay(db: IndexDatabase, lang: string, day: string): Story[] {
  return stories(db, `SELECT ${columns} FROM stories WHERE lang = ? AND day = ? ${newest}`, lang, day)
}

/**
 * How many stories there are in each part of a period of the archive, newest first.
 *
 * @param period `''` for all years, `2025` for its months, `2025-05` for its days
 * @returns periods one level finer (`2025`, `2025-05`, `2025-05-16`) that have stories
 */
export function archivePeriods(
  db: IndexDatabase,
  lang: string,
  period: string,
): { period: string; count: number }[] {
  const length = { 0: 4, 4: 7, 7: 10 }[period.length]
  if (length === undefined) throw new RangeError(`Not a period with parts: ${period}`)
  const rows = statement(
    db,
    `SELECT substr(day, 1, ?1) AS period, count(*) AS count FROM stories
     WHERE lang = ?2 AND ${beginsWith('day', '?3')} GROUP BY 1 ORDER BY 1 DESC`,
  ).all(length, lang, period)
  return rows as { period: string; count: number }[]
}

/** Whether there are stories of a day, month or year in a language. */
export function hasStoriesIn(db: IndexDatabase, lang: string, period: string): boolean {
  const row = statement(
    db,
    `SELECT 1 FROM stories WHERE lang = ?1 AND ${isOrIsIn('day', '?2', '-')} LIMIT 1`,
  ).get(lang, period)
  return row !== undefined
}

/** The nearest day, month or year before and after one that have stories. */
export function archiveNeighbours(
  db: IndexDatabase,
  lang: string,
  period: string,
): { before?: string; after?: string } {
  const { before, after } =
    statement(
      db,
      `SELECT (SELECT max(day) FROM stories WHERE lang = ?1 AND day < ?2) AS before,
              (SELECT min(day) FROM stories WHERE lang = ?1 AND day > ${endOf('?2')}) AS after`,
    ).get(lang, period) ?? {}
  return {
    ...(before && { before: String(before).slice(0, period.length) }),
    ...(after && { after: String(after).slice(0, period.length) }),
  }
}

/**
 * Stories to read after this one: earlier ones on its topics, then earlier ones in its section. Only earlier ones, so
 * that a new story does not change the pages of all older ones.
 */
export function relatedStories(db: IndexDatabase, story: Story, limit: number): Story[] {
  const { topics, section, date } = story.fields
  const byTopic = topics.flatMap((topic) =>
    stories(
      db,
      `SELECT ${columns} FROM stories WHERE id IN
         (SELECT story FROM story_topics WHERE lang = ? AND topic = ? AND published < ? ORDER BY published DESC LIMIT ?)`,
      story.lang,
      topic,
      date,
      limit,
    ),
  )
  const seen = new Map(
    byTopic.sort((a, b) => b.fields.date - a.fields.date).map((other) => [other.id, other]),
  )
  const topical = [...seen.values()].slice(0, limit)
  const bySection = stories(
    db,
    `SELECT ${columns} FROM stories WHERE lang = ? AND section = ? AND published < ? ${newest} LIMIT ?`,
    story.lang,
    section,
    date,
    limit + topical.length,
  )
  return [...topical, ...bySection.filter(({ id }) => !topical.some((other) => other.id === id))].slice(
    0,
    limit,
  )
}

/** Whether the story was withdrawn or has expired. */
export function isGone(db: IndexDatabase, { day, slug }: StoryKey, lang: string): boolean {
  return (
    statement(db, 'SELECT 1 FROM gone WHERE day = ? AND slug = ? AND lang = ?').get(day, slug, lang) !==
    undefined
  )
}

/** The file whose story an old path leads to. */
export function aliasTarget(db: IndexDatabase, alias: string): string | undefined {
  const row = statement(db, 'SELECT min(path) AS path FROM aliases WHERE alias = ?').get(alias)
  return row?.path ? String(row.path) : undefined
}

/** The old addresses that consist of a path and a query: `/?p=1`. */
export function aliasesWithQuery(db: IndexDatabase, path: string): string[] {
  return statement(db, "SELECT DISTINCT alias FROM aliases WHERE alias > ?1 || '?' AND alias < ?1 || '@'")
    .all(path)
    .map(({ alias }) => String(alias))
}

/** The old paths a file claims. */
export function aliasesOf(db: IndexDatabase, path: string): string[] {
  return statement(db, 'SELECT alias FROM aliases WHERE path = ? ORDER BY alias')
    .all(path)
    .map(({ alias }) => String(alias))
}

/** Whether a file holds a story that has a page, or whose address answers 410 because it was withdrawn or has expired. */
export function isPublishedFile(db: IndexDatabase, path: string): boolean {
  const found = statement(
    db,
    'SELECT 1 FROM stories WHERE path = ?1 UNION ALL SELECT 1 FROM gone WHERE path = ?1',
  ).get(path)
  return found !== undefined
}

/** The newest stories of all languages, which are worth rendering in advance. */
export function newestOfAll(db: IndexDatabase, limit: number): Story[] {
  return stories(db, `SELECT ${columns} FROM stories ${newest} LIMIT ?`, limit)
}

/** Topics and authors of one language, most used first. */
export function topicsInUse(db: IndexDatabase, lang: string, limit: number): string[] {
  return statement(
    db,
    'SELECT topic FROM story_topics WHERE lang = ? GROUP BY topic ORDER BY count(*) DESC LIMIT ?',
  )
    .all(lang, limit)
    .map(({ topic }) => String(topic))
}
