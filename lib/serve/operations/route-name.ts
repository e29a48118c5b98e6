const kinds: readonly [RegExp, string][] = [
  [/^\/$/, '/'],
  [/^\/(?:consent|consent\.css|consent-state\.css|statistics\.js|publish|oembed)$/, '$&'],
  [/^\/media\/.+$/, '/media/{picture}'],
  [/^\/_next\/.+$/, '/_next/{file}'],
  [/^\/sitemaps\/[^/]+$/, '/sitemaps/{file}'],
  [/^\/[^/]+\/(topics|authors)\/[^/]+$/, '/{lang}/$1/{id}'],
  [/^\/[^/]+\/cookies\/[^/]+$/, '/{lang}/cookies/{receipt}'],
  [/^\/[^/]+\/archive(?:\/\d+){0,3}$/, '/{lang}/archive/{period}'],
  [/^\/[^/]+\/[^/]+\/\d{4}-\d\d-\d\d\/[^/]+\.md$/, '/{lang}/{section}/{day}/{slug}.md'],
  [/^\/[^/]+\/[^/]+\/\d{4}-\d\d-\d\d\/[^/]+$/, '/{lang}/{section}/{day}/{slug}'],
  [/^\/[^/]+\/(feed\.xml|atom\.xml|feed\.json)$/, '/{lang}/$1'],
  [/^\/[^/]+\/[^/]+\/(feed\.xml|atom\.xml|feed\.json)$/, '/{lang}/{section}/$1'],
  [/^\/[^/]+\/[^/]+$/, '/{lang}/{section or page}'],
  [/^\/[^/]+\.[a-z]+$/, '/{file}'],
  [/^\/[^/]+$/, '/{lang}'],
]

/**
 * What kind of page a path looks like, for grouping: few names, whatever clients ask for. It does not look into the
 * index, so a story that is not there has the same name as one that is.
 *
 * @param path without a query
 */
export function routeName(path: string): string | undefined {
  for (const [pattern, name] of kinds) {
    if (pattern.test(path)) return path.replace(pattern, name)
  }
  return undefined
}
