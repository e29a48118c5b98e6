import { existsSync } from 'node:fs'
import fileSystemCache from 'next/dist/server/lib/incremental-cache/file-system-cache.js'
import { followIndex } from '../content/follow-index.ts'
import type { IndexDatabase } from '../content/index-database.ts'
import { contentChangedAt } from '../content/newsroom-queries.ts'
import { readEnvironment } from '../environment.ts'
import { indexFile } from '../site.ts'
import { builtPagesIdentity, pagesIdentity } from './built-from.ts'

type CacheClass = typeof fileSystemCache
// The module is CommonJS made from an ES module: loaded by Node itself, its class lies one `default` deeper than its
// types say.
const FileSystemCache: CacheClass =
  'default' in fileSystemCache ? (fileSystemCache.default as CacheClass) : fileSystemCache

type Get = InstanceType<CacheClass>['get']

/**
 * Next's own cache of rendered pages, but for one thing: a page whose rendering began before the content last changed
 * counts as not there, so Next renders it again. That is why a change of content needs no build. Pages that a build
 * made from another index or for another SITE_URL never count.
 */
export default class ContentAwareCache extends FileSystemCache {
  override async get(...args: Parameters<Get>): ReturnType<Get> {
    const entry = await super.get(...args)
    const [key] = args
    // What was there before its rendering last began is an earlier one: the build's.
    const made = Math.min(entry?.lastModified ?? 0, beganAt.get(key) ?? Number.POSITIVE_INFINITY)
    if (made >= freshSince()) return entry
    // Next looks here before it renders.
    remember(key, Date.now())
    return null
  }
}

/** When the rendering of a page began: if the content changed while it went on, it may show what was before. */
const beganAt = new Map<string, number>()
const mostRemembered = 50_000

function remember(key: string, began: number) {
  beganAt.delete(key)
  beganAt.set(key, began)
  if (beganAt.size > mostRemembered) beganAt.delete(beganAt.keys().next().value ?? '')
}

const started = Date.now()
let index: (() => IndexDatabase) | undefined
let buildIsOurs = false

/** What was rendered before this moment, in epoch milliseconds, is stale. */
function freshSince(): number {
  if (!index) {
    const environment = readEnvironment(process.env)
    const file = indexFile(environment, process.env.NODE_ENV === 'development')
    if (!existsSync(file)) return 0
    index = followIndex(file)
    buildIsOurs = builtPagesIdentity() === pagesIdentity(index(), environment)
  }
  // An index made anew has changed later than anything that was rendered by the one before it.
  const changedAt = contentChangedAt(index())
  return buildIsOurs ? changedAt : Math.max(started, changedAt)
}
