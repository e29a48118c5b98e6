import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { beginsWith, endOf, isOrIsIn } from './text-range.ts'

/** Which of some texts a condition finds, and SQLite's plan for finding them. */
function found(texts: string[], condition: string, value: string) {
  const db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE texts (text TEXT PRIMARY KEY) WITHOUT ROWID')
  const insert = db.prepare('INSERT INTO texts VALUES (?)')
  for (const text of texts) insert.run(text)
  const sql = `SELECT text FROM texts WHERE ${condition} ORDER BY text`
  const all = db.prepare(sql).all(value)
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(value)
  db.close()
  return { texts: all.map(({ text }) => text), plan: plan.map(({ detail }) => String(detail)) }
}

const days = ['2024-12-31', '2025-01-01', '2025-05-16', '2025-12-31', '2026-01-01', '20250', '202']

describe('beginsWith', () => {
  const condition = beginsWith('text', '?1')

  it.each([
    ['2025', ['2025-01-01', '2025-05-16', '2025-12-31', '20250']],
    ['2025-', ['2025-01-01', '2025-05-16', '2025-12-31']],
    ['2025-05-16', ['2025-05-16']],
    ['2025-05-16x', []],
    ['', [...days].sort()],
  ])('finds what begins with "%s"', (prefix, expected) => {
    expect(found(days, condition, prefix).texts).toEqual(expected)
  })

  it('finds what goes on with any character', () => {
    const texts = ['a', 'a\u0001', 'a~', 'aé', 'a语', 'a\uffff', 'a😀', 'a\u{10ffff}', 'a\u{10ffff}a']
    expect(found([...texts, '`', 'b', 'A', 'á'], condition, 'a').texts).toEqual(texts)
  })

  it.each(['%', '_', '*', '[', "'"])('takes %s literally', (character) => {
    expect(found([`a${character}b`, 'axb', 'a'], condition, `a${character}`).texts).toEqual([
      `a${character}b`,
    ])
  })
})

it('endOf separates what begins with a text from what comes after', () => {
  expect(found(days, `text > ${endOf('?1')}`, '2025').texts).toEqual(['2026-01-01'])
  expect(found(days, `text > ${endOf('?1')}`, '2025-01').texts).toEqual([
    '2025-05-16',
    '2025-12-31',
    '20250',
    '2026-01-01',
  ])
})

describe('isOrIsIn', () => {
  it.each([
    ['a folder', 'articles/2025', ['articles/2025/05/a.md', 'articles/2025/\u{10ffff}.md']],
    ['a file', 'articles/2025.md', ['articles/2025.md']],
    ['a file that is a folder too', 'pages', ['pages', 'pages/about.en.md']],
    ['nothing', 'articles/20', []],
    ['a folder named as one is, and more', 'articles/2025-old', ['articles/2025-old/a.md']],
  ])('finds %s', (_, path, expected) => {
    const paths = [
      'articles/2025/05/a.md',
      'articles/2025/\u{10ffff}.md',
      'articles/2025-old/a.md',
      'articles/2025.md',
      'articles/20250/a.md',
      'articles/20250',
      'pages',
      'pages/about.en.md',
      'pages0',
    ]
    expect(found(paths, isOrIsIn('text', '?1', '/'), path).texts).toEqual([...expected].sort())
  })

  it('finds the days of a year or month, and not those of another that begins the same way', () => {
    const condition = isOrIsIn('text', '?1', '-')
    expect(found(days, condition, '2025').texts).toEqual(['2025-01-01', '2025-05-16', '2025-12-31'])
    expect(found(days, condition, '2025-0').texts).toEqual([])
    expect(found(days, condition, '2025-05-16').texts).toEqual(['2025-05-16'])
  })
})

it.each([beginsWith('text', '?1'), isOrIsIn('text', '?1', '/')])('an index answers %s', (condition) => {
  const { plan } = found(days, condition, '2025')
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([])
  expect(plan.some((step) => step.startsWith('SEARCH'))).toBe(true)
})
