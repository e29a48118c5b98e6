import type { Card } from '../../assets/cards/draw-card.ts'
import { type CardShape, cardShapes } from '../../assets/cards/shapes.ts'
import { translator } from '../../i18n/messages.ts'
import { findStory } from '../../index/queries/story-queries.ts'
import type { Key } from '../../keys/keys.ts'
import { pageKeys } from '../../keys/page-keys.ts'
import { readCardPath } from '../../urls/paths.ts'
import { resolveUrl } from '../../urls/resolve.ts'
import type { View } from '../../urls/target.ts'
import { cardHash, cardOf } from './card.ts'

export type FoundCard = {
  card: Card
  hash: string
  shape: CardShape
  /** Surrogate keys: the page's own. */
  keys: Key[]
}

/**
 * The card at a URL, if a page names it now: the page has to exist, and its card must still have this hash.
 *
 * @param pathname as received, still percent-encoded
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
