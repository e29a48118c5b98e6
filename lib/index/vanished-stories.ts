import type { Listing } from '../reading/list-folder.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import { forgetSetting, keepProblem, writeSetting } from './index-writes.ts'
import { storedSetting } from './queries/newsroom-queries.ts'

/**
 * The folder of all stories may be missing for a moment while somebody replaces it. Its stories stay up for this long,
 * milliseconds; if it is missing for longer, it was removed.
 */
const grace = 30_000

const since = 'storiesVanishedAt'
const file = 'articles'
const message =
  'This folder was there and is not any more. Bring it back; half a minute after it went, the stories it held are taken off the site.'

/** Notes that the folder of all stories is missing although the index has stories of it, or that it is back. */
export function noteVanished(
  db: IndexDatabase,
  { isWithoutStories, hidesKnown }: Pick<Listing, 'isWithoutStories'> & { hidesKnown: boolean },
  now: number,
) {
  if (isWithoutStories && hidesKnown) {
    // An earlier pass over something inside it may have reported the same.
    statement(db, 'DELETE FROM problems WHERE file = ?').run(file)
    keepProblem(db, { file, line: 1, column: 1, message })
    if (storedSetting(db, since) === undefined) writeSetting(db, since, String(now))
  } else if (!statement(db, 'SELECT 1 FROM problems WHERE file = ? AND message = ?').get(file, message))
    forgetSetting(db, since)
}

/** When the stories of the missing folder are taken down, epoch milliseconds; undefined while it exists. */
export function vanishingAt(db: IndexDatabase): number | undefined {
  const at = storedSetting(db, since)
  return at === undefined ? undefined : Number(at) + grace
}

/** What to look at because the folder may have been missing for long enough. */
export function vanishedBy(db: IndexDatabase, now: number): string[] {
  const at = vanishingAt(db)
  return at !== undefined && at <= now ? [file] : []
}
