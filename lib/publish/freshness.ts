/**
 * Knows which rendered pages show the present content. A page is known by the revision when its rendering began: anything
 * read later can only be newer, so a page that counts as fresh shows nothing older.
 */
export type Freshness = {
  isFresh(key: string, revision: string): boolean
  /** @param revision of the content at that moment */
  renderBegins(key: string, revision: string): void
  /** The page of the rendering that began last has replaced the one before. */
  renderEnded(key: string): void
}

/** With more keys than this, the oldest are forgotten, and their pages are rendered again. */
const maxRemembered = 50_000

/**
 * @param builtFrom whether the build's pages, which are used until they are rendered again, were made from a revision
 */
export function createFreshness(builtFrom: (revision: string) => boolean): Freshness {
  const seen = new Map<string, string>()
  const begun = new Map<string, string>()
  let forgets = false

  return {
    isFresh(key, revision) {
      const own = seen.get(key)
      // If pages have been forgotten, an unknown one need not be the build's.
      return own === undefined ? !forgets && builtFrom(revision) : own === revision
    },
    renderBegins(key, revision) {
      // If two renderings run in parallel, either page may come last, so the older revision counts.
      if (!begun.has(key)) begun.set(key, revision)
      forget(begun)
    },
    renderEnded(key) {
      seen.delete(key)
      seen.set(key, begun.get(key) ?? 'unknown')
      begun.delete(key)
      if (forget(seen)) forgets = true
    },
  }
}

function forget(map: Map<string, string>): boolean {
  if (map.size <= maxRemembered) return false
  map.delete(map.keys().next().value ?? '')
  return true
}
