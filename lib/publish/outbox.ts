import { type IndexDatabase, statement } from '../index/index-database.ts'
import type { News } from './destinations.ts'

/** What one destination has not been sent yet. */
export type Unsent = { items: string[]; lastId: number; oldest: number; rows: number }

/** Stores news for every destination it concerns; it is sent after the transaction. */
export function postNews(
  db: IndexDatabase,
  destinations: readonly { name: string; itemsOf(news: News): string[] }[],
  news: News,
  now: number,
) {
  for (const { name, itemsOf } of destinations) {
    const items = itemsOf(news)
    if (items.length > 0)
      statement(db, 'INSERT INTO outbox (destination, items, made) VALUES (?, ?, ?)').run(
        name,
        JSON.stringify(items),
        now,
      )
  }
}

/** Everything there is for a destination, each item once. */
export function unsent(db: IndexDatabase, destination: string): Unsent | undefined {
  const rows = statement(db, 'SELECT id, items, made FROM outbox WHERE destination = ? ORDER BY id').all(
    destination,
  )
  const [first] = rows
  const last = rows.at(-1)
  if (!first || !last) return undefined
  const items = new Set(rows.flatMap((row) => JSON.parse(String(row.items)) as string[]))
  return { items: [...items], lastId: Number(last.id), oldest: Number(first.made), rows: rows.length }
}

/** Removes what a destination has been sent. */
export function markSent(db: IndexDatabase, destination: string, lastId: number) {
  statement(db, 'DELETE FROM outbox WHERE destination = ? AND id <= ?').run(destination, lastId)
}
