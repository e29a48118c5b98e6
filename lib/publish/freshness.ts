/**
 * Which rendered pages show the content as it is. A page is known by the revision its rendering saw when it began: what
 * is read later can only be newer, so a page that counts as fresh shows nothing older.
 */
export type Freshness = {
  isFresh(key: string, revision: string): boolean
  /** @param revision of the content at that moment */
  renderBegins(key: string, revision: string): void
  /** The page of the rendering that began last has taken the place of the one before. */
  renderEnded(key: string): void
}

/** With more keys than this, those kept longest are forgotten: their pages are rendered again. */
const maxRemembered = 50_000

/**
 * @param builtFrom whether the build's pages, which stand where nothing was rendered since, were made from a revision
 */
export function createFreshness(builtFrom: (revision: string) => boolean): Freshness {
  const seen = new Map<string, string>()
  const begun = new Map<string, string>()
  let forgets = false

  return {
    isFresh(key, revision) {
      const own = seen.get(key)
      // Of a page that was forgotten, nobody knows whether it is the build's.
      return own === undefined ? !forgets && builtFrom(revision) : own === revision
    },
    renderBegins(key, revision) {
      // Should two run at once, it is not known whose page comes last: the older revision is true of both.
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
