import { factsOf } from '../content/change.ts'
import { type IndexDatabase, statement } from '../content/index-database.ts'
import { listSizes } from '../content/list-sizes.ts'
import type { Newsroom } from '../content/newsroom-schema.ts'
import { archiveNeighbours, countOnTopic } from '../content/story-queries.ts'
import type { Afterwards, ListOf } from './touched.ts'

/** Answers what touchedKeys asks from the index; every question is asked of it once. */
export function afterwards(db: IndexDatabase, { site }: Newsroom): Afterwards {
  const places = new Map<string, number | undefined>()
  return {
    publishedAt(list, place) {
      const name = JSON.stringify([list.lang, list.section, list.topic, list.author, place])
      if (!places.has(name)) places.set(name, publishedAt(db, list, place))
      return places.get(name)
    },
    countOnTopic: (lang, topic) => countOnTopic(db, lang, topic),
    countInPeriod: (lang, period) =>
      Number(
        statement(
          db,
          "SELECT count(*) AS n FROM stories WHERE lang = ?1 AND day >= ?2 AND day < ?2 || '~'",
        ).get(lang, period)?.n,
      ),
    neighbours: (lang, period) => Object.values(archiveNeighbours(db, lang, period)),
    // As many as name stories before them, and those of the same moment as the last of these.
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

function publishedAt(
  db: IndexDatabase,
  { lang, section, topic, author }: ListOf,
  place: number,
): number | undefined {
  const [source, ...values] =
    section !== undefined
      ? ['stories WHERE lang = ? AND section = ?', lang, section]
      : topic !== undefined
        ? ['story_topics WHERE lang = ? AND topic = ?', lang, topic]
        : author !== undefined
          ? ['story_authors WHERE lang = ? AND author = ?', lang, author]
          : ['stories WHERE lang = ?', lang]
  const row = statement(db, `SELECT published FROM ${source} ORDER BY published DESC LIMIT 1 OFFSET ?`).get(
    ...values,
    place - 1,
  )
  return row && Number(row.published)
}

function keys(db: IndexDatabase, sql: string, ...values: (string | number)[]) {
  return statement(db, sql).all(...values) as { day: string; slug: string }[]
}
