/** The surrogate key of all feeds: each carries names of authors. */
export const feedsKey = 'feeds'

/** The surrogate key of a feed, in all its formats; not yet encoded. */
export function feedKey(lang: string, section?: string): string {
  return section === undefined ? `feed:${lang}` : `feed:${lang}/${section}`
}
