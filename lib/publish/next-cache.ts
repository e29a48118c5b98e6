import { existsSync } from 'node:fs'
import fileSystemCache from 'next/dist/server/lib/incremental-cache/file-system-cache.js'
import { type IndexDatabase, openIndexForReading } from '../content/index-database.ts'
import { contentChangedAt } from '../content/newsroom-queries.ts'
import { readEnvironment } from '../environment.ts'
import { indexFile } from '../site.ts'

type CacheClass = typeof fileSystemCache
// The module is CommonJS made from an ES module: loaded by Node itself, its class lies one `default` deeper than its
// types say.
const FileSystemCache: CacheClass =
  'default' in fileSystemCache ? (fileSystemCache.default as CacheClass) : fileSystemCache

/**
 * Next's own cache of rendered pages, but for one thing: a page rendered before the content last changed counts as
 * not there, so Next renders it again. That is why a restart after a change of content needs no build.
 */
export default class ContentAwareCache extends FileSystemCache {
  override async get(
    ...args: Parameters<InstanceType<CacheClass>['get']>
  ): ReturnType<InstanceType<CacheClass>['get']> {
    const entry = await super.get(...args)
    return entry?.lastModified !== undefined && entry.lastModified < changedAt() ? null : entry
  }
}

let db: IndexDatabase | undefined

function changedAt(): number {
  if (!db) {
    const file = indexFile(readEnvironment(process.env), process.env.NODE_ENV === 'development')
    if (!existsSync(file)) return 0
    db = openIndexForReading(file)
  }
  return contentChangedAt(db)
}
