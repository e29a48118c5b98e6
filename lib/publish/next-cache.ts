import { existsSync } from 'node:fs'
import fileSystemCache from 'next/dist/server/lib/incremental-cache/file-system-cache.js'
import { followIndex } from '../index/follow-index.ts'
import type { IndexDatabase } from '../index/index-database.ts'
import { indexFile } from '../index/index-file.ts'
import { contentRevision } from '../index/queries/newsroom-queries.ts'
import { readEnvironment } from '../runtime/environment.ts'
import { builtPagesState, pagesState } from './built-from.ts'
import { createFreshness, type Freshness } from './freshness.ts'

type CacheClass = typeof fileSystemCache
// The module is CommonJS compiled from an ES module: when Node itself loads it, its class is one `default` deeper than its
// types say.
const FileSystemCache: CacheClass =
  'default' in fileSystemCache ? (fileSystemCache.default as CacheClass) : fileSystemCache

type Get = InstanceType<CacheClass>['get']
type Set = InstanceType<CacheClass>['set']

/**
 * Next's own cache of rendered pages, with one difference: a page whose rendering saw another revision of the content than
 * the index holds now counts as missing, so Next renders it again. That is why a change of content needs no build.
 * Pages of a build made from another index or for another SITE_URL never count.
 */
export default class ContentAwareCache extends FileSystemCache {
  override async get(...args: Parameters<Get>): ReturnType<Get> {
    const [key] = args
    const content = contentNow()
    const entry = await super.get(...args)
    if (!content || (entry && content.freshness.isFresh(key, content.revision))) return entry
    // Next calls this before it renders.
    content.freshness.renderBegins(key, content.revision)
    return null
  }

  override async set(...args: Parameters<Set>): ReturnType<Set> {
    await super.set(...args)
    // Only now, because until the entry is stored, the previous one is served.
    open?.freshness.renderEnded(args[0])
  }
}

let open: { index: () => IndexDatabase; freshness: Freshness } | undefined

/** The state of the index now; undefined while there is no index. */
function contentNow(): { revision: string; freshness: Freshness } | undefined {
  if (!open) {
    const environment = readEnvironment(process.env)
    const file = indexFile(environment, process.env.NODE_ENV === 'development')
    if (!existsSync(file)) return undefined
    const built = builtPagesState()
    const freshness = createFreshness((revision) => built === pagesState(revision, environment))
    open = { index: followIndex(file), freshness }
  }
  return { revision: contentRevision(open.index()), freshness: open.freshness }
}
