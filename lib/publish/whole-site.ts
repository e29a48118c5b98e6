import type { Change, Facts } from '../index/change.ts'
import type { IndexDatabase } from '../index/index-database.ts'
import { forgetSetting, writeSetting } from '../index/index-writes.ts'
import { storedNewsroom, storedSetting } from '../index/queries/newsroom-queries.ts'
import { everyListKey, feedKey, feedsKey, frontKey, type Key, siteKey, sitemapKey } from '../keys/keys.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { pagePath, storyUrlPath } from '../urls/paths.ts'
import { afterwards } from './afterwards.ts'
import type { News } from './destinations.ts'
import { touchedKeys } from './touched.ts'

/** From so many changes on, working out what each touches costs more than rendering all pages again. */
export const wholeSiteFrom = 1000

/** What several changes touch, for one announcement after the last of them. */
export type Gathered = {
  /** Adds changes that are in the index but not visible yet. @param before the settings before the changes */
  add(changes: readonly Change[], before: Newsroom | undefined): void
  /** Notes that another day has begun: front pages say which. */
  turnDay(): void
  /** How many there were. */
  changed(): number
  /** What has to be rendered again. */
  keys(): Key[]
  /** What those outside are sent: when that is the whole site, hubs also need to know which feeds have something new. */
  news(): News
}

/** @param isOwed whether earlier changes have not been announced */
export function gatherNews(db: IndexDatabase, isOwed: boolean): Gathered {
  let keys = new Set<Key>()
  const feeds = new Set<Key>()
  const paths = new Set<string>()
  let changed = 0
  const isWhole = () => isOwed || changed >= wholeSiteFrom
  const touched = () => (isWhole() ? [siteKey] : [...keys])

  return {
    add(changes, before) {
      changed += changes.length
      for (const change of changes)
        for (const fact of [change.before, change.after]) {
          if (fact) paths.add(pathOf(fact))
          if (fact?.kind === 'story') feeds.add(feedKey(fact.lang)).add(feedKey(fact.lang, fact.section))
        }
      if (!isWhole()) keys = keys.union(keysOf(db, before, changes))
    },
    turnDay() {
      if (keys.has(siteKey)) return
      for (const lang of storedNewsroom(db)?.site.languages ?? []) keys.add(frontKey(lang))
    },
    changed: () => changed,
    keys: touched,
    news() {
      const dropped = new Set<Key>(touched())
      return { keys: [...(dropped.has(siteKey) ? dropped.union(feeds) : dropped)], paths: [...paths] }
    },
  }
}

/** The name of a setting in the index while visible changes have not been announced outside. */
const owed = 'untold'

export function isOwed(db: IndexDatabase): boolean {
  return storedSetting(db, owed) !== undefined
}

/** Notes that changes made in the same transaction have to be announced; if that fails, a later pass makes up for it. */
export function owe(db: IndexDatabase) {
  writeSetting(db, owed, 'yes')
}

export function settleDebt(db: IndexDatabase) {
  forgetSetting(db, owed)
}

/** What the changes touch; the whole site, when it is new or its own settings have changed. */
function keysOf(db: IndexDatabase, before: Newsroom | undefined, changes: readonly Change[]): Set<Key> {
  const after = storedNewsroom(db) ?? before
  const ofSite = ({ site, logoHash, nameplate, headlineFace }: Newsroom) =>
    JSON.stringify([site, logoHash, nameplate, headlineFace])
  if (!before || !after || ofSite(before) !== ofSite(after)) return new Set([siteKey])
  const renamed = Object.keys(before.authors).filter(
    (id) => JSON.stringify(before.authors[id]) !== JSON.stringify(after.authors[id]),
  )
  const authors = new Set([...renamed, ...after.authorIds.filter((id) => !before.authorIds.includes(id))])
  const touched = touchedKeys(changes, afterwards(db, after))
  // Feeds carry authors' names, and the sitemap of pages says which authors there are.
  const everywhere = authors.size > 0 ? [feedsKey, sitemapKey('pages')] : []
  return new Set([...touched, ...[...authors].map((id) => everyListKey('author', id)), ...everywhere])
}

function pathOf(fact: Facts): string {
  return fact.kind === 'page' ? pagePath(fact.lang, fact.page) : storyUrlPath(fact)
}
