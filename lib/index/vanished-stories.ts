import type { Listing } from '../reading/list-folder.ts'
import { type IndexDatabase, statement } from './index-database.ts'
import { forgetSetting, keepProblem, writeSetting } from './index-writes.ts'
import { storedSetting } from './queries/newsroom-queries.ts'

/**
 * The folder of all stories may be away for a moment, when somebody replaces it by another: so long its stories stay,
 * milliseconds. What is away longer was removed.
 */
const grace = 30_000

const since = 'storiesVanishedAt'
const file = 'articles'
const message =
  'This folder was there and is not any more. Bring it back; half a minute after it went, the stories it held are taken off the site.'

/** Notes that the folder of all stories is not there though stories of it are, or that it is back. */
export function noteVanished(
  db: IndexDatabase,
  { isWithoutStories, hidesKnown }: Pick<Listing, 'isWithoutStories'> & { hidesKnown: boolean },
  now: number,
) {
  if (isWithoutStories && hidesKnown) {
    // A pass over something in it says the same as the one before.
    statement(db, 'DELETE FROM problems WHERE file = ?').run(file)
    keepProblem(db, { file, line: 1, column: 1, message })
    if (storedSetting(db, since) === undefined) writeSetting(db, since, String(now))
  } else if (!statement(db, 'SELECT 1 FROM problems WHERE file = ? AND message = ?').get(file, message))
    forgetSetting(db, since)
}

/** When stories whose folder is away are taken off the site, epoch milliseconds; nothing when it is there. */
export function vanishingAt(db: IndexDatabase): number | undefined {
  const at = storedSetting(db, since)
  return at === undefined ? undefined : Number(at) + grace
}

/** What to look at because stories may have been away for long enough. */
export function vanishedBy(db: IndexDatabase, now: number): string[] {
  const at = vanishingAt(db)
  return at !== undefined && at <= now ? [file] : []
}
