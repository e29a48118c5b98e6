import { setTimeout } from 'node:timers/promises'
import type { PageStore } from './page-store.ts'
import { formOf, smallest } from './representation.ts'

/** Compresses kept pages again, as small as they get, when nobody waits for the processor. */
export type Shrinker = {
  /** A page that was kept; paths only, as the pages themselves may go before their turn comes. */
  add(path: string): void
  /** Somebody waits for a page to be made. */
  renderBegins(): void
}

/** How long nobody must have waited for a page, in milliseconds. */
const quiet = 200

export function createShrinker(store: PageStore): Shrinker {
  const waiting = new Set<string>()
  let running = false
  let lastRender = 0

  async function untilQuiet() {
    while (performance.now() - lastRender < quiet) await setTimeout(quiet)
  }

  /** One page at a time, so that readers have the other processors. */
  async function shrinkAll() {
    running = true
    for (const path of waiting) {
      waiting.delete(path)
      await untilQuiet()
      const page = store.peek(path)
      if (!page) continue
      const br = await smallest(formOf(page.representation, 'identity').body, page.representation.hash)
      const isSmaller = br.body.length < page.representation.br.body.length
      if (isSmaller && store.peek(path) === page) store.keepForm(path, 'br', br)
    }
    running = false
  }

  return {
    add(path) {
      waiting.add(path)
      if (!running) void shrinkAll()
    },
    renderBegins() {
      lastRender = performance.now()
    },
  }
}
