import { expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../../testing/newsroom.ts'
import {
  hasPart,
  lastExpiry,
  listedMonths,
  listedStories,
  nextExpiry,
  storiesSince,
} from './sitemap-queries.ts'

it('the queries use database indexes, and the one for all months reads no story', () => {
  const newsroom = testNewsroom({ 'articles/2025/05/16/talks.ar.md': storyText() })
  newsroom.sync()
  const asked: string[] = []
  const { db } = newsroom
  const prepare = db.prepare.bind(db)
  db.prepare = (sql: string) => {
    asked.push(sql)
    return prepare(sql)
  }
  listedMonths(db, testNow)
  listedStories(db, '2025-05', 1, testNow)
  hasPart(db, '2025-05', 1, testNow)
  storiesSince(db, 0, testNow, 10)
  nextExpiry(db, testNow)
  lastExpiry(db, testNow)
  const plans = asked.map((sql) =>
    prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail)),
  )
  expect(plans).toHaveLength(6)
  expect(plans[0]).toEqual(['SCAN stories USING COVERING INDEX stories_month'])
  for (const step of plans.slice(1).flat())
    expect(step).toMatch(/^(?:SEARCH \w+ USING|CORRELATED|USE TEMP B-TREE FOR LAST TERM)/)
})

it('the next and the last expiry are relative to the moment asked about', () => {
  const newsroom = testNewsroom({
    'articles/2025/05/16/a.ar.md': storyText({ expires: '2025-05-20T13:00:00Z' }),
    'articles/2025/05/16/b.zh-Hans.md': storyText({ expires: '2025-05-20T14:00:00Z' }),
  })
  newsroom.sync()
  const at = (time: string) => Date.parse(`2025-05-20T${time}Z`)
  expect(nextExpiry(newsroom.db, at('12:00:00'))).toBe(at('13:00:00'))
  expect(nextExpiry(newsroom.db, at('13:00:00'))).toBe(at('14:00:00'))
  expect(nextExpiry(newsroom.db, at('14:00:00'))).toBeUndefined()
  expect(lastExpiry(newsroom.db, at('12:59:59'))).toBeUndefined()
  expect(lastExpiry(newsroom.db, at('13:30:00'))).toBe(at('13:00:00'))
})
