import { findStory } from '../content/story-queries.ts'
import { translator } from '../i18n/messages.ts'
import type { Key } from '../keys/keys.ts'
import { pageKeys } from '../keys/page-keys.ts'
import { readCardPath } from '../routes/paths.ts'
import { resolveUrl } from '../routes/resolve.ts'
import type { View } from '../routes/target.ts'
import { cardHash, cardOf } from './card.ts'
import type { Card } from './draw-card.ts'
import { type CardShape, cardShapes } from './shapes.ts'

export type FoundCard = {
  card: Card
  hash: string
  shape: CardShape
  /** Surrogate keys: the page's own. */
  keys: Key[]
}

/**
 * The card at a URL, if that is one a page names now: the page has to be there, and to say what the hash says it says.
 *
 * @param pathname as it came, still percent-encoded
 */
export function findCard(view: View, siteUrl: string, pathname: string): FoundCard | undefined {
  const named = readCardPath(pathname)
  if (!named || !Object.hasOwn(cardShapes, named.shape)) return undefined
  const found = resolveUrl(view, named.path)
  if (found.kind !== 'page') return undefined
  const { target, lang } = found
  const card = cardOf({ ...view, lang, t: translator(lang), siteUrl }, target)
  if (!card || cardHash(card) !== named.hash) return undefined
  const story = target.kind === 'story' ? findStory(view.db, target, lang) : undefined
  return { card, hash: named.hash, shape: named.shape as CardShape, keys: pageKeys(target, lang, story) }
}
