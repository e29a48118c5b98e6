import type { Rendered } from './renderer.ts'

/** An answer that is not kept by its address. */
type Unkept = Rendered & { answer?: never }

/**
 * The pages that say that there is nothing at an address. There is no end of such addresses, and few such pages: one is
 * made now and then, and given to all who are told the same.
 */
export type ErrorPages = {
  /** What was made lately, if it still holds. @param drops how often pages have been dropped by now */
  get(name: string, drops: number): Unkept | undefined
  /** Keeps an answer if it is such a page. @param drops as of when it was begun */
  keep(name: string, rendered: Unkept, drops: number): void
}

/** What they say of the site is no older, milliseconds. */
const lifetime = 10_000
/** Of each language two, in two ways. */
const maxPages = 1000

/** @param now the time, epoch milliseconds */
export function createErrorPages(now: () => number = Date.now): ErrorPages {
  const pages = new Map<string, { rendered: Unkept; until: number; drops: number }>()
  return {
    get(name, drops) {
      const page = pages.get(name)
      return page && page.until > now() && page.drops === drops ? page.rendered : undefined
    },
    keep(name, rendered, drops) {
      if (rendered.failed || (rendered.code !== 404 && rendered.code !== 410)) return
      if (pages.size >= maxPages) pages.clear()
      pages.set(name, { rendered, until: now() + lifetime, drops })
    },
  }
}
