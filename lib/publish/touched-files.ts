import type { Change, Facts } from '../index/change.ts'
import { feedKey, type Key, newsSitemapKey, sitemapIndexKey, sitemapKey } from '../keys/keys.ts'
import { listSizes } from '../newsroom/list-sizes.ts'
import type { Afterwards } from './touched.ts'

/** The feeds that carry a story, or did; they contain its whole text, so any change of it touches them. */
export function feedKeys(fact: Facts, after: Pick<Afterwards, 'publishedAt'>): Key[] {
  if (fact.kind !== 'story') return []
  const { lang, section, published } = fact
  const shows = (list: { lang: string; section?: string }) =>
    published >= (after.publishedAt(list, listSizes.feed) ?? Number.NEGATIVE_INFINITY)
  return [
    ...(shows({ lang }) ? [feedKey(lang)] : []),
    ...(shows({ lang, section }) ? [feedKey(lang, section)] : []),
  ]
}

/** The sitemaps that name a story's page, or did: its month's, which also names its pictures, and that of news. */
export function sitemapKeys(
  fact: Facts,
  { inLists, inPictures }: Pick<Change, 'inLists' | 'inPictures'>,
): Key[] {
  if (fact.kind === 'page' || !(inLists || inPictures)) return []
  const own = sitemapKey(fact.day.slice(0, 7))
  return inLists ? [sitemapIndexKey, own, newsSitemapKey] : [own]
}
