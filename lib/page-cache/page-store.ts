import { type Form, type Representation, sizeOf } from './representation.ts'

/** A page as it is kept. */
export type StoredPage = {
  representation: Representation
  /** Response headers that do not depend on the encoding. */
  headers: Record<string, string>
  /** What drops the page when it changes. */
  keys: readonly string[]
  /** Epoch milliseconds; from then on it is only good while Next fails. */
  freshUntil: number
}

/**
 * Pages in memory by URL path, the least recently used out first. A page that is dropped by key is not thrown away but
 * marked stale, for it is the last good one should Next fail to make the next.
 */
export type PageStore = {
  get(path: string): StoredPage | undefined
  /** As `get`, but does not count as use. */
  peek(path: string): StoredPage | undefined
  /** Returns whether the page was kept: it is not when it alone is larger than the bound. */
  set(path: string, page: StoredPage): boolean
  /** Adds a form to a kept page's, or puts it in the place of one; that is no use of the page. */
  keepForm(path: string, encoding: 'br' | 'gzip', form: Form): void
  delete(path: string): void
  /** Marks every page with one of these keys stale; returns how many there were. */
  drop(keys: readonly string[]): number
  /** How often pages were dropped: a page begun before the last time may be outdated already. */
  drops(): number
  /** What is kept: pages, and bytes of their bodies. */
  size(): { pages: number; bytes: number }
}

/** What a page costs besides its bodies: headers, keys, its places in the maps. */
const overhead = 1500

/** @param maxBytes most memory the pages may take */
export function createPageStore(maxBytes: number): PageStore {
  const pages = new Map<string, StoredPage>()
  const pathsByKey = new Map<string, Set<string>>()
  let bytes = 0
  let drops = 0

  const cost = (path: string, page: StoredPage) => sizeOf(page.representation) + path.length * 2 + overhead

  const remove = (path: string) => {
    const page = pages.get(path)
    if (!page) return
    pages.delete(path)
    bytes -= cost(path, page)
    for (const key of page.keys) {
      const paths = pathsByKey.get(key)
      paths?.delete(path)
      if (paths?.size === 0) pathsByKey.delete(key)
    }
  }

  const evict = () => {
    for (const oldest of pages.keys()) {
      if (bytes <= maxBytes) break
      remove(oldest)
    }
  }

  return {
    peek: (path) => pages.get(path),
    get(path) {
      const page = pages.get(path)
      if (page) {
        // A Map remembers the order of insertion: what is used goes to the end.
        pages.delete(path)
        pages.set(path, page)
      }
      return page
    },
    set(path, page) {
      remove(path)
      if (cost(path, page) > maxBytes) return false
      pages.set(path, page)
      bytes += cost(path, page)
      for (const key of page.keys) {
        const paths = pathsByKey.get(key) ?? new Set()
        pathsByKey.set(key, paths.add(path))
      }
      evict()
      return true
    },
    keepForm(path, encoding, form) {
      const page = pages.get(path)
      if (!page) return
      const before = sizeOf(page.representation)
      page.representation = { ...page.representation, [encoding]: form }
      bytes += sizeOf(page.representation) - before
      evict()
    },
    drops: () => drops,
    delete: remove,
    drop(keys) {
      drops += 1
      const paths = new Set(keys.flatMap((key) => [...(pathsByKey.get(key) ?? [])]))
      for (const path of paths) {
        const page = pages.get(path)
        if (page) page.freshUntil = 0
      }
      return paths.size
    },
    size: () => ({ pages: pages.size, bytes }),
  }
}
