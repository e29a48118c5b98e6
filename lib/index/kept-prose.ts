import type { KeptProse, ProseText } from '../prose/compile-text.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import { storedSetting } from './queries/newsroom-queries.ts'

/** The compiled text of a public file, if there is one of this version. */
export function storedProse(db: IndexDatabase, path: string, version: string): string | undefined {
  const row = statement(db, 'SELECT html FROM prose WHERE path = ? AND version = ?').get(path, version)
  return row && String(row.html)
}

/** A public file's text and what else compiling it needs. */
export function publicText(db: IndexDatabase, path: string): ProseText | undefined {
  const row = statement(
    db,
    `SELECT lang, body, fields ->> '$.dateline' AS dateline, fields -> '$.sources' AS sources
       FROM stories JOIN bodies ON story = id WHERE path = ?1
     UNION ALL SELECT lang, body, NULL, '[]' FROM pages WHERE path = ?1`,
  ).get(path)
  if (!row) return undefined
  const { lang, body, dateline, sources } = row
  return {
    path,
    lang: String(lang),
    body: String(body),
    ...(typeof dateline === 'string' && { dateline }),
    sources: JSON.parse(String(sources)) as string[],
  }
}

/** Stores the compiled text of a public file, made from the body in the index. */
export function keepProse(db: IndexDatabase, path: string, { version, html }: KeptProse) {
  statement(db, 'INSERT OR REPLACE INTO prose VALUES (?, ?, ?)').run(path, version, html)
  forgetUncompiled(db, path)
}

/**
 * Puts a public file on the list of texts to compile. The newest stories come first, and standing pages, which every
 * footer links to, come before stories.
 *
 * @param published epoch milliseconds
 */
export function noteUncompiled(db: IndexDatabase, path: string, published = beforeStories) {
  statement(db, 'INSERT OR REPLACE INTO uncompiled VALUES (?, ?)').run(path, published)
}

const beforeStories = Number.MAX_SAFE_INTEGER

/** Takes a file off that list. */
export function forgetUncompiled(db: IndexDatabase, path: string) {
  statement(db, 'DELETE FROM uncompiled WHERE path = ?').run(path)
}

/** Files whose text is still to be compiled, newest first. */
export function uncompiled(db: IndexDatabase, limit: number): string[] {
  return statement(db, 'SELECT path FROM uncompiled ORDER BY published DESC LIMIT ?')
    .all(limit)
    .map(({ path }) => String(path))
}

/**
 * Puts on the list every text that was not compiled by the current version of its language.
 *
 * @param versionOf the current version for a language
 */
export function noteOutdated(
  db: IndexDatabase,
  languages: readonly string[],
  versionOf: (lang: string) => string,
) {
  const versions = JSON.stringify(Object.fromEntries(languages.map((lang) => [lang, versionOf(lang)])))
  if (storedSetting(db, 'proseVersions') === versions) return
  statement(
    db,
    `INSERT OR REPLACE INTO uncompiled
       SELECT text.path, text.published FROM (
         SELECT path, lang, published FROM stories UNION ALL SELECT path, lang, ${beforeStories} FROM pages
       ) AS text JOIN json_each(?) AS current ON current.key = text.lang
       WHERE NOT EXISTS (SELECT 1 FROM prose WHERE prose.path = text.path AND version = current.value)`,
  ).run(versions)
  statement(db, "INSERT OR REPLACE INTO settings VALUES ('proseVersions', ?)").run(versions)
}

/** Files of public texts that match a pattern, with `*` for anything (SQLite's GLOB). */
export function pathsOfTextsLike(db: IndexDatabase, pattern: string): string[] {
  return statement(
    db,
    `SELECT path FROM stories JOIN bodies ON story = id WHERE body GLOB ?1
     UNION ALL SELECT path FROM pages WHERE body GLOB ?1 ORDER BY 1`,
  )
    .all(pattern)
    .map(({ path }) => String(path))
}
