import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { temporaryFolder } from '../testing/temporary.ts'
import { openIndexForReading, openIndexForWriting, statement } from './index-database.ts'
import { indexIdentity, storedNewsroom } from './queries/newsroom-queries.ts'
import { findStory } from './queries/story-queries.ts'
import { syncIndex } from './sync-index.ts'

const path = 'articles/2025/05/16/talks.en.md'
const key = { day: '2025-05-16', slug: 'talks' }
const { folder } = testNewsroom({ [path]: storyText() })

/** Brings an index file up to date and closes it. */
function fill(file: string): string {
  const db = openIndexForWriting(file)
  syncIndex({ db, folder, now: testNow })
  const identity = indexIdentity(db)
  db.close()
  return identity
}

function indexFile(): string {
  return join(temporaryFolder(), 'index.sqlite')
}

describe('openIndexForWriting', () => {
  it('makes a new index, and the folders for it', () => {
    const file = join(temporaryFolder(), 'a/b/index.sqlite')
    const db = openIndexForWriting(file)
    expect(existsSync(file)).toBe(true)
    expect(storedNewsroom(db)).toBeUndefined()
    db.close()
  })

  it('keeps the contents of a good index', () => {
    const file = indexFile()
    const identity = fill(file)
    const db = openIndexForWriting(file)
    expect(indexIdentity(db)).toBe(identity)
    expect(findStory(db, key, 'en')?.fields.title).toBe('A headline')
    expect(syncIndex({ db, folder, now: testNow })).toEqual({ files: 1, read: 0, changed: false })
    db.close()
  })

  it('gives every index an identity of its own', () => {
    const identities = [fill(indexFile()), fill(indexFile())]
    expect(identities[0]).toMatch(/^[0-9A-F]{32}$/)
    expect(identities[0]).not.toBe(identities[1])
  })

  it.each([
    ['of a few garbage bytes', Buffer.from('garbage')],
    ['of many garbage bytes', Buffer.alloc(20_000, 'garbage ')],
    ['that is a text file', Buffer.from('SQLite format 4, or so\n'.repeat(500))],
    ['that is empty', Buffer.alloc(0)],
  ])('rebuilds an index %s', (_, bytes) => {
    const file = indexFile()
    writeFileSync(file, bytes)
    fill(file)
    const db = openIndexForReading(file)
    expect(findStory(db, key, 'en')?.fields.title).toBe('A headline')
    db.close()
  })

  it('rebuilds an index with a damaged beginning', () => {
    const file = indexFile()
    const identity = fill(file)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xff, 0, 4096))
    expect(fill(file)).not.toBe(identity)
  })

  it('rebuilds an index with a cut-off end', () => {
    const file = indexFile()
    const identity = fill(file)
    writeFileSync(file, readFileSync(file).subarray(0, 5000))
    expect(fill(file)).not.toBe(identity)
  })

  it.each([0, 1, 999])('rebuilds an index of version %i', (version) => {
    const file = indexFile()
    const identity = fill(file)
    const other = new DatabaseSync(file)
    other.exec(`PRAGMA user_version = ${version}`)
    other.close()
    const db = openIndexForWriting(file)
    expect(indexIdentity(db)).not.toBe(identity)
    expect(findStory(db, key, 'en')).toBeUndefined()
    db.close()
  })

  it('makes no index where it cannot, and says so', () => {
    expect(() => openIndexForWriting(temporaryFolder())).toThrow('unable to open database file')
  })
})

describe('openIndexForReading', () => {
  it('throws when there is no index, and makes none', () => {
    const file = indexFile()
    expect(() => openIndexForReading(file)).toThrow('unable to open database file')
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    'DELETE FROM stories',
    "INSERT INTO settings VALUES ('a', 'b')",
    'CREATE TABLE a (b)',
    'DROP TABLE stories',
    'PRAGMA user_version = 5',
  ])('gives a handle that cannot do this: %s', (sql) => {
    const file = indexFile()
    fill(file)
    const db = openIndexForReading(file)
    expect(() => db.exec(sql)).toThrow('readonly database')
    expect(findStory(db, key, 'en')).toBeDefined()
    db.close()
  })

  it('gives a handle that sees all of a later pass or nothing of it', () => {
    const made = testNewsroom({ [path]: storyText() })
    const file = indexFile()
    const writer = openIndexForWriting(file)
    const reader = openIndexForReading(file)
    writer.exec('BEGIN IMMEDIATE')
    statement(writer, 'INSERT INTO settings VALUES (?, ?)').run('newsroom', '{}')
    expect(storedNewsroom(reader)).toBeUndefined()
    writer.exec('ROLLBACK')
    syncIndex({ db: writer, folder: made.folder, now: testNow })
    expect(storedNewsroom(reader)?.sectionIds).toEqual(['world', 'sport'])
    expect(findStory(reader, key, 'en')).toBeDefined()
    reader.close()
    writer.close()
  })
})

describe('statement', () => {
  it('prepares each text once per database', () => {
    const one = openIndexForWriting(':memory:')
    const two = openIndexForWriting(':memory:')
    const sql = 'SELECT 1 AS one'
    expect(statement(one, sql)).toBe(statement(one, sql))
    expect(statement(one, sql)).not.toBe(statement(two, sql))
    expect(statement(two, sql).get()).toEqual({ one: 1 })
  })
})
