import { type IndexDatabase, statement } from '../index/index-database.ts'
import { allProblems, contentRevision } from '../index/queries/newsroom-queries.ts'
import { textLine } from '../newsroom/problem.ts'

/** How many lines fit beside a page. */
const maxProblems = 5

/**
 * The news for the preview's pages, as JSON: the revision of the content, and the first problems. The index is read only
 * after somebody has written to it, because a page asks several times a second, and there may be many pages.
 *
 * @param index returns the connection to use now, which writes nothing itself
 */
export function createNews(index: () => IndexDatabase): () => string {
  let seen: { db?: IndexDatabase; version?: unknown } = {}
  let news = ''
  return () => {
    const db = index()
    // The number changes after each commit of another connection (https://www.sqlite.org/pragma.html#pragma_data_version).
    const version = statement(db, 'PRAGMA data_version').get()?.data_version
    if (db === seen.db && version === seen.version) return news
    seen = { db, version }
    const problems = allProblems(db).slice(0, maxProblems).map(textLine)
    news = JSON.stringify({ revision: contentRevision(db), problems })
    return news
  }
}
