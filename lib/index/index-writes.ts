import type { SQLOutputValue } from 'node:sqlite'
import type { Problem } from '../newsroom/problem.ts'
import type { Standing } from '../newsroom/standing.ts'
import { modifiedAt } from '../newsroom/story-dates.ts'
import { isListed } from '../newsroom/story-schema.ts'
import type { Listed } from '../reading/list-folder.ts'
import type { ReadPage, ReadStory } from '../reading/read-story.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import { forgetShown, keepShown, retirePictures } from './shown-writes.ts'
import { isOrIsIn } from './text-range.ts'

/**
 * The result of the last reading of a file. Where time decides it, it holds from `since` until `due`, epoch
 * milliseconds.
 */
export type FileRecord = {
  hash: string
  standing: 'public' | 'held' | 'gone' | 'bad'
  since: number | null
  due: number | null
}

/** What the index knows about a file. */
export function fileRecord(db: IndexDatabase, path: string): FileRecord | undefined {
  const row = statement(db, 'SELECT hash, standing, since, due FROM files WHERE path = ?').get(path)
  // The table's CHECK and NOT NULL constraints guarantee this type.
  return row as FileRecord | undefined
}

/** Whether a file is known, and looks the same as when it was last read. */
export function isUnchanged(db: IndexDatabase, { path, bytes, modified }: Listed): boolean {
  return (
    statement(db, 'SELECT bytes = ? AND modified = ? AS same FROM files WHERE path = ?').get(
      bytes,
      modified,
      path,
    )?.same === 1
  )
}

/**
 * Known files: all of them, or only the given paths and what lies below them. The caller may write to the index in between,
 * because no query is left open.
 */
export function* knownPaths(db: IndexDatabase, within: readonly string[] | undefined): Iterable<string> {
  if (within)
    for (const path of within)
      yield* paths(db, `SELECT path FROM files WHERE ${isOrIsIn('path', '?1', '/')}`, path)
  else
    for (let last: string | undefined = ''; last !== undefined; ) {
      const next: string[] = paths(db, 'SELECT path FROM files WHERE path > ? ORDER BY path LIMIT 5000', last)
      yield* next
      last = next.at(-1)
    }
}

/** Files whose time has come: their standing changes without an edit. */
export function filesDue(db: IndexDatabase, now: number): string[] {
  return paths(
    db,
    'SELECT path FROM files WHERE due <= ?1 UNION ALL SELECT path FROM files WHERE since > ?1',
    now,
  )
}

/**
 * When the next file changes its standing without an edit, epoch milliseconds. If a file cannot be read, its last good
 * version, which is still shown, may expire.
 */
export function nextDue(db: IndexDatabase): number | undefined {
  const row = statement(
    db,
    `SELECT min(due) AS due FROM (SELECT min(due) AS due FROM files WHERE due IS NOT NULL
       UNION ALL SELECT min(expires) FROM stories WHERE expires IS NOT NULL AND held IS NULL
       UNION ALL SELECT min(until) FROM pictures WHERE until IS NOT NULL)`,
  ).get()
  return row?.due === null ? undefined : Number(row?.due)
}

/** Files that could not be used when they were last read. */
export function badFiles(db: IndexDatabase): string[] {
  return paths(db, "SELECT path FROM files WHERE standing = 'bad'")
}

/** Files that show a picture or play a media file, or one from a folder. */
export function filesShowing(db: IndexDatabase, file: string): string[] {
  return paths(
    db,
    `SELECT path FROM pictures WHERE ${isOrIsIn('picture', '?1', '/')}
     UNION SELECT path FROM media WHERE ${isOrIsIn('media', '?1', '/')}`,
    file.normalize('NFC'),
  )
}

/** Files to check again when a newsroom has removed these sections, authors and languages. */
export function filesNaming(
  db: IndexDatabase,
  { sections, authors, languages }: Record<'sections' | 'authors' | 'languages', readonly string[]>,
): string[] {
  return paths(
    db,
    `SELECT path FROM stories WHERE section IN (SELECT value FROM json_each(?1)) OR lang IN (SELECT value FROM json_each(?3))
     UNION SELECT path FROM stories WHERE id IN
       (SELECT story FROM story_authors WHERE author IN (SELECT value FROM json_each(?2)))
     UNION SELECT path FROM pages
     UNION SELECT path FROM files WHERE standing IN ('held', 'gone')`,
    JSON.stringify(sections),
    JSON.stringify(authors),
    JSON.stringify(languages),
  )
}

function paths(db: IndexDatabase, sql: string, ...values: (string | number)[]): string[] {
  return statement(db, sql)
    .all(...values)
    .map(({ path }) => String(path))
}

export function keepFile(
  db: IndexDatabase,
  { path, bytes, modified }: Listed,
  { hash, standing, since, due }: FileRecord,
) {
  statement(db, 'INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    path,
    path.normalize('NFC'),
    bytes,
    modified,
    hash,
    standing,
    since,
    due,
  )
}

/** Has a file, or every file, read again in the next pass over the folder, even if it looks unchanged. */
export function lookAgain(db: IndexDatabase, path?: string) {
  const reset = 'UPDATE files SET bytes = -1, modified = -1'
  if (path === undefined) statement(db, reset).run()
  else statement(db, `${reset} WHERE path = ?`).run(path)
}

export function keepProblem(db: IndexDatabase, { file, line, column, message }: Problem) {
  statement(db, 'INSERT INTO problems VALUES (?, ?, ?, ?)').run(file, line, column, message)
}

export function forgetSetting(db: IndexDatabase, name: string) {
  statement(db, 'DELETE FROM settings WHERE name = ?').run(name)
}

export function writeSetting(db: IndexDatabase, name: string, value: string) {
  statement(db, 'INSERT OR REPLACE INTO settings VALUES (?, ?)').run(name, value)
}

/** Removes a file and everything that came from it. */
export function forgetFile(db: IndexDatabase, path: string) {
  forgetContent(db, path)
  statement(db, 'DELETE FROM files WHERE path = ?').run(path)
  statement(db, 'DELETE FROM problems WHERE file = ?').run(path)
}

/** Removes what a file put on the site, but not the record of the file. */
export function forgetContent(db: IndexDatabase, path: string) {
  const story = statement(db, 'SELECT id FROM stories WHERE path = ?').get(path)
  if (story) forgetStory(db, story.id ?? null)
  for (const table of ['gone', 'aliases', 'pages', 'links']) {
    statement(db, `DELETE FROM ${table} WHERE path = ?`).run(path)
  }
  forgetShown(db, path)
}

function forgetStory(db: IndexDatabase, id: SQLOutputValue) {
  statement(db, 'DELETE FROM stories WHERE id = ?').run(id)
  for (const table of ['bodies', 'story_topics', 'story_authors']) {
    statement(db, `DELETE FROM ${table} WHERE story = ?`).run(id)
  }
}

/** Puts a story where its standing says, in place of what its file put there before. */
export function keepStory(db: IndexDatabase, path: string, story: ReadStory, standing: Standing) {
  // The story keeps its id, which orders stories published at the same moment.
  const former = statement(db, 'SELECT id FROM stories WHERE path = ?').get(path)?.id ?? null
  forgetContent(db, path)
  keepLinks(db, path, story)
  if (standing.standing === 'held') return
  const { day, slug, lang, fields } = story
  for (const alias of new Set(fields.aliases)) {
    statement(db, 'INSERT INTO aliases VALUES (?, ?)').run(alias, path)
  }
  if (standing.standing === 'gone') {
    statement(db, 'INSERT INTO gone VALUES (?, ?, ?, ?)').run(path, lang, day, slug)
    return
  }
  const { lastInsertRowid: id } = statement(
    db,
    `INSERT INTO stories (id, path, lang, day, slug, section, kind, published, expires, held, month, edited, unlisted, fields)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    former,
    path,
    lang,
    day,
    slug,
    fields.section,
    fields.kind,
    fields.date,
    fields.expires ?? null,
    standing.held ?? null,
    day.slice(0, 7),
    modifiedAt(fields),
    isListed(fields) ? null : 1,
    JSON.stringify(fields),
  )
  statement(db, 'INSERT INTO bodies VALUES (?, ?)').run(id, story.body)
  for (const topic of new Set(fields.topics)) {
    statement(db, 'INSERT INTO story_topics VALUES (?, ?, ?, ?)').run(lang, topic, fields.date, id)
  }
  for (const author of new Set(fields.authors.filter((entry) => typeof entry === 'string'))) {
    statement(db, 'INSERT INTO story_authors VALUES (?, ?, ?, ?)').run(lang, author, fields.date, id)
  }
  keepShown(db, path, story, fields.date)
}

/**
 * Takes down stories and pictures whose time is up. A file that can be read is checked again when it is due; this is for
 * files that cannot be read, and whose last good version is still shown.
 *
 * @param each called for each file, with the function that takes it down
 * @returns whether there were any
 */
export function retireExpired(
  db: IndexDatabase,
  now: number,
  each: (path: string, retire: () => boolean) => void,
): boolean {
  const expired = statement(
    db,
    'SELECT id, path, lang, day, slug FROM stories WHERE expires <= ? AND held IS NULL',
  ).all(now)
  for (const { id = null, path = null, lang = null, day = null, slug = null } of expired) {
    each(String(path), () => {
      forgetStory(db, id)
      forgetShown(db, String(path))
      statement(db, 'INSERT INTO gone VALUES (?, ?, ?, ?)').run(path, lang, day, slug)
      return true
    })
  }
  return retirePictures(db, now, each) || expired.length > 0
}

/** Puts a standing page on the site, in place of what its file put there before. */
export function keepPage(db: IndexDatabase, path: string, page: ReadPage) {
  forgetContent(db, path)
  keepLinks(db, path, page)
  keepShown(db, path, page)
  statement(db, 'INSERT INTO pages VALUES (?, ?, ?, ?, ?)').run(
    path,
    page.page,
    page.lang,
    JSON.stringify(page.fields),
    page.body,
  )
}

/** The path of another file that already has the story's URL, if there is one. */
export function rivalOf(db: IndexDatabase, path: string, { day, slug, lang }: ReadStory): string | undefined {
  const rival = statement(
    db,
    `SELECT path FROM stories WHERE day = ?1 AND slug = ?2 AND lang = ?3 AND path <> ?4
     UNION ALL SELECT path FROM gone WHERE day = ?1 AND slug = ?2 AND lang = ?3 AND path <> ?4`,
  ).get(day, slug, lang, path)
  return rival && String(rival.path)
}

/** The path of another file that already has the standing page's URL, if there is one. */
export function pageRivalOf(db: IndexDatabase, path: string, { page, lang }: ReadPage): string | undefined {
  const rival = statement(db, 'SELECT path FROM pages WHERE page = ? AND lang = ? AND path <> ?').get(
    page,
    lang,
    path,
  )
  return rival && String(rival.path)
}

function keepLinks(db: IndexDatabase, path: string, { links }: Pick<ReadStory, 'links'>) {
  for (const { target, line, column } of links) {
    statement(db, 'INSERT INTO links VALUES (?, ?, ?, ?)').run(path, target, line, column)
  }
}
