import type { Newsroom } from '../../newsroom/newsroom-schema.ts'
import { firstOfEach, type Problem } from '../../newsroom/problem.ts'
import type { StandingPageFields } from '../../newsroom/story-schema.ts'
import { type IndexDatabase, statement } from '../index-database.ts'

let parsed: { json: string; newsroom: Newsroom } | undefined

/**
 * The settings the index was last made by, or nothing when it is new. They are parsed when they have changed: known by
 * their text, for a revision whose pass fails is given to the next one. All who ask get the same object.
 */
export function storedNewsroom(db: IndexDatabase): Newsroom | undefined {
  const json = storedSetting(db, 'newsroom')
  if (json === undefined) return undefined
  // Checked before it was stored, by the schemas there are now: index-version goes by them.
  if (parsed?.json !== json) parsed = { json, newsroom: JSON.parse(json) as Newsroom }
  return parsed.newsroom
}

export function storedSetting(db: IndexDatabase, name: string): string | undefined {
  const row = statement(db, 'SELECT value FROM settings WHERE name = ?').get(name)
  return row && String(row.value)
}

/**
 * Which state of the content the index holds: another one after each change readers can see, and in another index. What
 * was made when it read otherwise is stale; clocks have no say in that (docs/adr/0003).
 */
export function contentRevision(db: IndexDatabase): string {
  return `${indexIdentity(db)}.${storedSetting(db, 'revision') ?? 0}`
}

/** When anything readers can see last changed, in epoch milliseconds, for people and feed readers to know. */
export function contentChangedAt(db: IndexDatabase): number {
  return Number(storedSetting(db, 'changedAt') ?? 0)
}

/** A standing page, by name and language. */
export type StandingPage = {
  path: string
  page: string
  lang: string
  fields: StandingPageFields
  body: string
}

export function findStandingPage(db: IndexDatabase, page: string, lang: string): StandingPage | undefined {
  const row = statement(
    db,
    'SELECT path, page, lang, fields, body FROM pages WHERE page = ? AND lang = ?',
  ).get(page, lang)
  return row && ({ ...row, fields: JSON.parse(String(row.fields)) } as StandingPage)
}

/** Name and language of every standing page. */
export function allStandingPages(db: IndexDatabase): { page: string; lang: string }[] {
  return statement(db, 'SELECT page, lang FROM pages ORDER BY page, lang').all() as {
    page: string
    lang: string
  }[]
}

/** Titles of a standing page by language, in the order of these languages: the first stands in where one is missing. */
export function standingPageTitles(
  db: IndexDatabase,
  page: string,
  languages: readonly string[],
): Record<string, string> {
  const rows = statement(db, "SELECT lang, fields ->> '$.title' AS title FROM pages WHERE page = ?").all(page)
  const titles = new Map(rows.map(({ lang, title }) => [String(lang), String(title)]))
  return Object.fromEntries(
    languages.flatMap((lang) => {
      const title = titles.get(lang)
      return title === undefined ? [] : [[lang, title]]
    }),
  )
}

/**
 * Everything an editor has to mend, by file and place, the first of each file: what failed, links whose target is no file,
 * and aliases another file has.
 *
 * @param others that the index does not know of
 */
export function allProblems(db: IndexDatabase, others: readonly Problem[] = []): Problem[] {
  const rows = statement(
    db,
    `SELECT file, line, "column", message FROM problems
     UNION ALL
     SELECT path, line, "column", 'The link leads to no file: ' || target || '. Correct it, or remove the link.'
     FROM dead_links
     UNION ALL
     SELECT path, 1, 1, 'The alias ' || alias || ' already leads to ' || owner || '. Remove it from one of the two.'
     FROM (SELECT path, alias, (SELECT min(path) FROM aliases WHERE alias = claim.alias) AS owner FROM aliases AS claim)
     WHERE path <> owner
     ORDER BY 1, 2, 3`,
  ).all() as Problem[]
  return firstOfEach(others.length === 0 ? rows : [...rows, ...others].sort(byPlace))
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}

/** Files of texts that are not in the index as they are now, for something is wrong with them. */
export function filesLeftOut(db: IndexDatabase): string[] {
  return statement(
    db,
    `SELECT DISTINCT file FROM problems WHERE file NOT IN (SELECT path FROM stories UNION SELECT path FROM pages)`,
  )
    .all()
    .map(({ file }) => String(file))
}

/** Links whose target has to be looked at: paths of this site, and files of stories that are gone. */
export function linksToJudge(
  db: IndexDatabase,
): { path: string; target: string; line: number; column: number }[] {
  const rows = statement(
    db,
    `SELECT path, target, line, "column" FROM links WHERE target LIKE '/%' OR target IN
       (SELECT name FROM files WHERE path IN (SELECT path FROM gone))`,
  ).all()
  return rows as ReturnType<typeof linksToJudge>
}

/** What tells one index from another, whatever is in them. */
export function indexIdentity(db: IndexDatabase): string {
  return storedSetting(db, 'identity') ?? ''
}
