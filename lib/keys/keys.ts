/** A surrogate key, encoded: made here, and nowhere else. */
export type Key = string & { readonly made: 'by lib/keys' }

/** What a key is of, and of which: no part can be taken for the sign between two, or for the end of a key. */
function key(kind: string, ...parts: readonly string[]): Key {
  return [kind, ...(parts.length > 0 ? [parts.map(encodeURIComponent).join('/')] : [])].join(':') as Key
}

type StoryName = { day: string; slug: string }

export const siteKey = key('site')
export const feedsKey = key('feeds')
export const sitemapIndexKey = key('sitemap-index')
export const newsSitemapKey = key('news-sitemap')
/** Of the files that site.yaml and the standing pages alone make. */
export const siteFilesKey = key('site-files')
export const consentKey = key('consent')

export const langKey = (lang: string) => key('lang', lang)
export const frontKey = (lang: string) => key('front', lang)
export const storyKey = ({ day, slug }: StoryName) => key('story', day, slug)
export const pageKey = (page: string) => key('page', page)
/** Of a feed in all its formats. */
export const feedKey = (lang: string, section?: string) =>
  section === undefined ? key('feed', lang) : key('feed', lang, section)
/** Of a month's files, in all their parts, or of `pages`. */
export const sitemapKey = (month: string) => key('sitemap', month)

export type ListKind = 'section' | 'topic' | 'author' | 'archive'

/** Of what is in a list, in all languages. An archive's name is its period, or empty for all of it. */
export const everyListKey = (kind: ListKind, name: string) => key(kind, nameIn(kind, name))
/** Of a list's page in one language. */
export const listKey = (kind: ListKind, lang: string, name: string) => key(kind, lang, nameIn(kind, name))

function nameIn(kind: ListKind, name: string): string {
  return kind === 'archive' ? name || 'all' : name
}

/** The feed a key is of; nothing when it is of something else. */
export function feedOfKey(text: string): { lang: string; section?: string } | undefined {
  const [, lang, section] = /^feed:([^/]+)(?:\/([^/]+))?$/.exec(text) ?? []
  if (lang === undefined) return undefined
  return {
    lang: decodeURIComponent(lang),
    ...(section !== undefined && { section: decodeURIComponent(section) }),
  }
}

/** The value of a header `Surrogate-Key`; what names everything stands first, and nothing twice. */
export function keyHeader(keys: readonly Key[]): string {
  return [...new Set([siteKey, ...keys])].join(' ')
}
