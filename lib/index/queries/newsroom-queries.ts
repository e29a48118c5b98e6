import { endOfDay } from '../../i18n/dates.ts'
import type { Newsroom } from '../../newsroom/newsroom-schema.ts'
import { firstOfEach, type Problem } from '../../newsroom/problem.ts'
import type { StandingPageFields } from '../../newsroom/story-schema.ts'
import { type IndexDatabase, statement } from '../index-database.ts'

let parsed: { json: string; newsroom: Newsroom } | undefined

/**
 * The settings of the last pass, or undefined when the index is new. They are parsed again only when their text changes;
 * the revision would not do, because a pass that fails leaves its revision to the next. All callers get the same object.
 */
export function storedNewsroom(db: IndexDatabase): Newsroom | undefined {
  const json = storedSetting(db, 'newsroom')
  if (json === undefined) return undefined
  // They were checked before they were stored, by the present schemas: index-version depends on those.
  if (parsed?.json !== json) parsed = { json, newsroom: JSON.parse(json) as Newsroom }
  return parsed.newsroom
}

export function storedSetting(db: IndexDatabase, name: string): string | undefined {
  const row = statement(db, 'SELECT value FROM settings WHERE name = ?').get(name)
  return row && String(row.value)
}

/**
 * A value that differs after every change readers can see, and in every index. Whatever was made at another value is stale.
 * The passing of time does not change it (docs/adr/0003).
 */
export function contentRevision(db: IndexDatabase): string {
  return `${indexIdentity(db)}.${storedSetting(db, 'revision') ?? 0}`
}

/** When anything readers can see last changed, epoch milliseconds; shown to people and feed readers. */
export function contentChangedAt(db: IndexDatabase): number {
  return Number(storedSetting(db, 'changedAt') ?? 0)
}

/** When the day ends for which front pages were made, epoch milliseconds; undefined in an index without settings. */
export function dayEndsAt(db: IndexDatabase): number | undefined {
  const day = storedSetting(db, 'day')
  const newsroom = storedNewsroom(db)
  return day !== undefined && newsroom ? endOfDay(day, newsroom.site.timeZone) : undefined
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

/** A standing page's titles by language, in the order of these languages; the first one is used where one is missing. */
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
 * Everything an editor has to fix, sorted by file and place, limited to the first few of each file: failures, links to
 * missing files, and aliases that another file has.
 *
 * @param others problems that the index does not know
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

/** Files whose present text is not in the index, because something is wrong with it. */
export function filesLeftOut(db: IndexDatabase): string[] {
  return statement(
    db,
    `SELECT DISTINCT file FROM problems WHERE file NOT IN (SELECT path FROM stories UNION SELECT path FROM pages)`,
  )
    .all()
    .map(({ file }) => String(file))
}

/** Links whose target has to be checked: paths of this site, and stories that are gone. */
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

/** Tells one index from another, whatever they contain. */
export function indexIdentity(db: IndexDatabase): string {
  return storedSetting(db, 'identity') ?? ''
}
