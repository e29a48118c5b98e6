import { factsOf } from '../index/change.ts'
import { type IndexDatabase, statement } from '../index/index-database.ts'
import { archiveNeighbours } from '../index/queries/story-queries.ts'
import { beginsWith } from '../index/text-range.ts'
import { listSizes } from '../newsroom/list-sizes.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import type { Afterwards, ListOf } from './touched.ts'

/** Answers touchedKeys' questions from the index, each question about a place in a list only once. */
export function afterwards(db: IndexDatabase, { site }: Newsroom): Afterwards {
  const places = new Map<string, number | undefined>()
  return {
    publishedAt(list, place) {
      const name = JSON.stringify([list.lang, list.section, list.topic, list.author, place])
      if (!places.has(name)) places.set(name, publishedAt(db, list, place))
      return places.get(name)
    },
    count: (of) => {
      if ('period' in of)
        return count(db, `stories WHERE lang = ?1 AND ${beginsWith('day', '?2')}`, [of.lang, of.period])
      const { from, values } = listOf(of)
      return count(db, from, values)
    },
    neighbours: (lang, period) => Object.values(archiveNeighbours(db, lang, period)),
    // As many as list earlier stories, plus those of the same moment as the last of these.
    following: ({ lang, section, topics, published }) => [
      ...topics.flatMap((topic) =>
        keys(
          db,
          `SELECT day, slug FROM stories WHERE id IN (SELECT story FROM story_topics
             WHERE lang = ?1 AND topic = ?2 AND published > ?3 AND published <= coalesce((
               SELECT published FROM story_topics WHERE lang = ?1 AND topic = ?2 AND published > ?3
               ORDER BY published LIMIT 1 OFFSET ?4), published))`,
          lang,
          topic,
          published,
          listSizes.related - 1,
        ),
      ),
      ...keys(
        db,
        `SELECT day, slug FROM stories WHERE lang = ?1 AND section = ?2 AND published > ?3 AND published <= coalesce((
           SELECT published FROM stories WHERE lang = ?1 AND section = ?2 AND published > ?3
           ORDER BY published LIMIT 1 OFFSET ?4), published)`,
        lang,
        section,
        published,
        listSizes.related - 1,
      ),
    ],
    linking: (path) =>
      statement(db, 'SELECT DISTINCT path FROM links WHERE target = ?')
        .all(path.normalize('NFC'))
        .flatMap((row) => factsOf(db, String(row.path)) ?? []),
    lead: site.lead?.replace(/^(\d{4})\/(\d\d)\/(\d\d)\//, '$1-$2-$3/'),
  }
}

function publishedAt(db: IndexDatabase, list: ListOf, place: number): number | undefined {
  const { from, values } = listOf(list)
  const row = statement(db, `SELECT published FROM ${from} ORDER BY published DESC LIMIT 1 OFFSET ?`).get(
    ...values,
    place - 1,
  )
  return row && Number(row.published)
}

function count(db: IndexDatabase, from: string, values: string[]): number {
  return Number(statement(db, `SELECT count(*) AS n FROM ${from}`).get(...values)?.n)
}

/** Where to find the stories of a list. */
function listOf({ lang, section, topic, author }: ListOf): { from: string; values: string[] } {
  if (section !== undefined)
    return { from: 'stories WHERE lang = ? AND section = ?', values: [lang, section] }
  if (topic !== undefined) return { from: 'story_topics WHERE lang = ? AND topic = ?', values: [lang, topic] }
  if (author !== undefined)
    return { from: 'story_authors WHERE lang = ? AND author = ?', values: [lang, author] }
  return { from: 'stories WHERE lang = ?', values: [lang] }
}

function keys(db: IndexDatabase, sql: string, ...values: (string | number)[]) {
  return statement(db, sql).all(...values) as { day: string; slug: string }[]
}
