import type { Change, Facts } from '../content/change.ts'
import type { ContentFolder } from '../content/content-folder.ts'
import type { IndexDatabase } from '../content/index-database.ts'
import { nextDue } from '../content/index-writes.ts'
import { contentChangedAt, storedNewsroom } from '../content/newsroom-queries.ts'
import type { Newsroom } from '../content/newsroom-schema.ts'
import { syncIndex } from '../content/sync-index.ts'
import type { Scope } from '../content/sync-scope.ts'
import { everyListKey, feedsKey, type Key, siteKey, sitemapKey } from '../keys/keys.ts'
import { pagePath, storyUrlPath } from '../routes/paths.ts'
import { afterwards } from './afterwards.ts'
import type { Destination } from './destinations.ts'
import { postNews } from './outbox.ts'
import { touchedKeys } from './touched.ts'

export type PassOptions = {
  db: IndexDatabase
  folder: ContentFolder
  now: number
  preview: boolean
  /** What may have changed; everything when left out. */
  scope?: Scope
  /** Who has to be told, besides this process. */
  destinations: readonly Destination[]
  onProgress?: (done: number, total: number) => void
}

export type PassResult = {
  files: number
  read: number
  /** Files of which readers see something else now. */
  changed: number
  /** Surrogate keys of what has to be made anew. */
  keys: Key[]
  /** When time will change something, epoch milliseconds. */
  due?: number
  /** When anything last changed, epoch milliseconds. */
  changedAt: number
}

/**
 * One act of publishing, but for its effects outside: brings the index up to date, works out which pages that touches,
 * and notes in the same transaction whom to tell, so that whatever happens afterwards they are told.
 */
export function publishPass({ db, destinations, ...options }: PassOptions): PassResult {
  const before = storedNewsroom(db)
  const changes: Change[] = []
  let keys: Key[] = []
  const { files, read } = syncIndex({
    db,
    ...options,
    onChange: (change) => changes.push(change),
    beforeCommit: ({ changed }) => {
      if (!changed) return
      keys = keysOf(db, before, changes)
      const facts = changes
        .flatMap(({ before, after }) => [before, after])
        .filter((fact) => fact !== undefined)
      postNews(db, destinations, { keys, paths: [...new Set(facts.map(pathOf))] }, options.now)
    },
  })
  const due = nextDue(db)
  return {
    files,
    read,
    changed: changes.length,
    keys,
    ...(due !== undefined && { due }),
    changedAt: contentChangedAt(db),
  }
}

/** What the changes touch; the whole site, when it is new or its own settings have changed. */
function keysOf(db: IndexDatabase, before: Newsroom | undefined, changes: readonly Change[]): Key[] {
  const after = storedNewsroom(db) ?? before
  if (!before || !after || JSON.stringify(before.site) !== JSON.stringify(after.site)) return [siteKey]
  const renamed = Object.keys(before.authors).filter(
    (id) => JSON.stringify(before.authors[id]) !== JSON.stringify(after.authors[id]),
  )
  const authors = new Set([...renamed, ...after.authorIds.filter((id) => !before.authorIds.includes(id))])
  const touched = touchedKeys(changes, afterwards(db, after))
  // Feeds carry authors' names; which authors there are, the sitemap of pages says.
  const everywhere = authors.size > 0 ? [feedsKey, sitemapKey('pages')] : []
  return [...touched, ...[...authors].map((id) => everyListKey('author', id)), ...everywhere]
}

function pathOf(fact: Facts): string {
  return fact.kind === 'page' ? pagePath(fact.lang, fact.page) : storyUrlPath(fact)
}
