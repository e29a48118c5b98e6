/** A surrogate key, encoded: made here, and nowhere else. */
export type Key = string & { readonly made: 'by lib/keys' }

/** Joins a kind and the parts of a name, each encoded, so that no part can contain a separator or end the key. */
function key(kind: string, ...parts: readonly string[]): Key {
  return [kind, ...(parts.length > 0 ? [parts.map(encodeURIComponent).join('/')] : [])].join(':') as Key
}

type StoryName = { day: string; slug: string }

export const siteKey = key('site')
export const feedsKey = key('feeds')
export const sitemapIndexKey = key('sitemap-index')
export const newsSitemapKey = key('news-sitemap')
/** For the files made only from site.yaml and the standing pages. */
export const siteFilesKey = key('site-files')
export const consentKey = key('consent')

export const langKey = (lang: string) => key('lang', lang)
export const frontKey = (lang: string) => key('front', lang)
export const storyKey = ({ day, slug }: StoryName) => key('story', day, slug)
export const pageKey = (page: string) => key('page', page)
/** For a feed in all its formats. */
export const feedKey = (lang: string, section?: string) =>
  section === undefined ? key('feed', lang) : key('feed', lang, section)
/** For all parts of a month's sitemap, or for `pages`. */
export const sitemapKey = (month: string) => key('sitemap', month)

export type ListKind = 'section' | 'topic' | 'author' | 'archive'

/** For a list in all languages. An archive's name is its period, or empty for the whole archive. */
export const everyListKey = (kind: ListKind, name: string) => key(kind, nameIn(kind, name))
/** For a list's page in one language. */
export const listKey = (kind: ListKind, lang: string, name: string) => key(kind, lang, nameIn(kind, name))

function nameIn(kind: ListKind, name: string): string {
  return kind === 'archive' ? name || 'all' : name
}

/** The feed that a key is for; undefined when the key is for something else. */
export function feedOfKey(text: string): { lang: string; section?: string } | undefined {
  const [, lang, section] = /^feed:([^/]+)(?:\/([^/]+))?$/.exec(text) ?? []
  if (lang === undefined) return undefined
  return {
    lang: decodeURIComponent(lang),
    ...(section !== undefined && { section: decodeURIComponent(section) }),
  }
}

/** The value of a `Surrogate-Key` header: the key of the whole site comes first, and no key twice. */
export function keyHeader(keys: readonly Key[]): string {
  return [...new Set([siteKey, ...keys])].join(' ')
}
