import { setTimeout } from 'node:timers/promises'
import { errorText } from '../../runtime/error-text.ts'
import type { AnswerStore } from './answer-store.ts'
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

/** @param warn called with what an operator should know of: a page that stays as it is */
export function createShrinker(
  store: AnswerStore,
  warn: (event: string, fields: Record<string, string>) => void,
): Shrinker {
  const waiting = new Set<string>()
  let running = false
  let lastRender = 0

  async function untilQuiet() {
    while (performance.now() - lastRender < quiet) await setTimeout(quiet)
  }

  async function shrink(path: string) {
    const answer = store.peek(path)
    if (!answer) return
    const br = await smallest(formOf(answer.representation, 'identity').body, answer.representation.hash)
    const isSmaller = br.body.length < answer.representation.br.body.length
    if (isSmaller && store.peek(path) === answer) store.keepForm(path, 'br', br)
  }

  /** One page at a time, so that readers have the other processors. Never rejects: the next page may be another case. */
  async function shrinkAll() {
    running = true
    for (const path of waiting) {
      waiting.delete(path)
      await untilQuiet()
      await shrink(path).catch((error: unknown) => {
        warn('not compressed', { path: path.slice(0, 200), reason: errorText(error).slice(0, 200) })
      })
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
