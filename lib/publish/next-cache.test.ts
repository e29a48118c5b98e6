import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { openIndexForWriting } from '../index/index-database.ts'
import { syncIndex } from '../index/sync-index.ts'
import { storyText, testNewsroom, testNow } from '../testing/newsroom.ts'
import { temporaryFolder } from '../testing/temporary.ts'

// The calls Next makes of a cache, on a real index; the pages are words.
const path = 'articles/2025/05/16/talks.en.md'

function newsroom() {
  const dataDir = temporaryFolder()
  const made = testNewsroom({ [path]: storyText() })
  mkdirSync(dataDir, { recursive: true })
  const db = openIndexForWriting(join(dataDir, 'index.sqlite'))
  const sync = () => syncIndex({ db, folder: made.folder, now: testNow })
  sync()
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('CONTENT_DIR', made.directory)
  const save = (title: string) => {
    made.write(path, storyText({ title }))
    sync()
  }
  return { db, save, folder: made.folder, write: made.write }
}

async function openCache() {
  const { default: ContentAwareCache } = await import('./next-cache.ts')
  const cache = new ContentAwareCache({
    dev: false,
    flushToDisk: false,
    serverDistDir: join(temporaryFolder(), 'server'),
    maxMemoryCacheSize: 1_000_000,
    revalidatedTags: [],
    _requestHeaders: {},
  } as unknown as ConstructorParameters<typeof ContentAwareCache>[0])
  return {
    get: async (key: string) => {
      const entry = await cache.get(key, { kind: 'APP_PAGE', isFallback: false } as Parameters<
        typeof cache.get
      >[1])
      return (entry?.value as { html?: string } | undefined)?.html
    },
    set: (key: string, html: string) =>
      cache.set(
        key,
        {
          kind: 'APP_PAGE',
          html,
          rscData: Buffer.alloc(0),
          headers: {},
          status: 200,
        } as unknown as Parameters<typeof cache.set>[1],
        { cacheControl: { revalidate: false, expire: undefined } } as unknown as Parameters<
          typeof cache.set
        >[2],
      ),
  }
}

beforeEach(() => {
  vi.resetModules()
})

it('gives back a page until the content changes', async () => {
  const { save } = newsroom()
  const cache = await openCache()
  expect(await cache.get('/en/a')).toBeUndefined()
  await cache.set('/en/a', 'old')
  expect(await cache.get('/en/a')).toBe('old')
  save('Another headline')
  expect(await cache.get('/en/a')).toBeUndefined()
  await cache.set('/en/a', 'new')
  expect(await cache.get('/en/a')).toBe('new')
})

it('never gives back a page whose rendering began before the change was there', async () => {
  const { db, folder, write } = newsroom()
  const cache = await openCache()
  write(path, storyText({ title: 'Another headline' }))
  syncIndex({
    db,
    folder,
    now: testNow,
    // The pass has written everything, even the revision, but nothing is visible yet.
    beforeCommit: () => void cache.get('/en/a'),
  })
  await cache.set('/en/a', 'old')
  expect(await cache.get('/en/a')).toBeUndefined()
})

it('does not depend on a clock', async () => {
  const { save } = newsroom()
  const cache = await openCache()
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ['Date'] })
  await cache.get('/en/a')
  await cache.set('/en/a', 'old')
  vi.setSystemTime(Date.now() - 7_200_000)
  save('Another headline')
  expect(await cache.get('/en/a')).toBeUndefined()
  vi.useRealTimers()
})

it('keeps pages apart', async () => {
  newsroom()
  const cache = await openCache()
  await cache.get('/en/a')
  await cache.set('/en/a', 'a')
  expect(await cache.get('/en/b')).toBeUndefined()
  expect(await cache.get('/en/a')).toBe('a')
})
