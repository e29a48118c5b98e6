import { aliasesWithQuery, aliasTarget, storyAtPath } from '../index/queries/story-queries.ts'
import { oldAddress, readOldAddress } from '../newsroom/old-address.ts'
import { isContentFile } from '../newsroom/redirects-schema.ts'
import { storyPath } from './paths.ts'
import { type Resolution, resolveUrl } from './resolve.ts'
import { servedFilePath } from './served-file.ts'
import { hasExpired, type View } from './target.ts'

type Old = Extract<Resolution, { kind: 'moved' | 'gone' }>

/**
 * Where aliases and redirects.yaml lead from an address without a query: always the final target, never an intermediate
 * one.
 *
 * @param pathname percent-encoded or not
 */
export function fromOldAddress(view: View, pathname: string): Old | undefined {
  return follow(view, oldAddress(pathname))
}

/** The same for an address with a query: it has all parameters of the old address, in any order, and maybe more. */
export function fromOldQuery(view: View, pathname: string, search: string): Old | undefined {
  const known = matching(view, pathname, search)
  const end = known && follow(view, known.address)
  return end?.kind === 'moved' ? { ...end, spent: known?.names ?? [] } : end
}

/** Whether a path is an old address together with some query. */
export function hasOldQueries(view: View, pathname: string): boolean {
  return addressesWithQuery(view, readOldAddress(pathname).path).length > 0
}

/** The most specific of the old addresses that match a query. */
function matching(view: View, pathname: string, search: string) {
  if (search.length < 2) return undefined
  const { path, query } = readOldAddress(pathname + search)
  const asked = new URLSearchParams(query)
  return addressesWithQuery(view, path)
    .map((address) => ({ address, parameters: [...new URLSearchParams(address.slice(path.length + 1))] }))
    .filter(({ parameters }) => parameters.every(([name, value]) => asked.getAll(name).includes(value)))
    .map(({ address, parameters }) => ({ address, names: parameters.map(([name]) => name) }))
    .sort((a, b) => b.names.length - a.names.length)[0]
}

function addressesWithQuery({ db, newsroom }: View, path: string): readonly string[] {
  return [...aliasesWithQuery(db, path), ...(redirectsWithQuery(newsroom.redirects).get(path) ?? [])]
}

const known = new WeakMap<object, Map<string, string[]>>()

/** The redirects with a query, by path: computed once per settings. */
function redirectsWithQuery(redirects: Readonly<Record<string, string>>): Map<string, string[]> {
  const made = known.get(redirects) ?? new Map<string, string[]>()
  if (known.has(redirects)) return made
  known.set(redirects, made)
  for (const address of Object.keys(redirects)) {
    const mark = address.indexOf('?')
    if (mark < 0) continue
    const path = address.slice(0, mark)
    made.set(path, [...(made.get(path) ?? []), address])
  }
  return made
}

function follow(view: View, address: string): Old | undefined {
  const file = aliasTarget(view.db, address)
  if (file !== undefined) {
    const story = storyAtPath(view.db, file)
    return story && !hasExpired(story, view.now) ? { kind: 'moved', to: storyPath(story) } : { kind: 'gone' }
  }
  const withoutRedirects = { ...view, newsroom: { ...view.newsroom, redirects: {} } }
  const seen = new Set<string>()
  for (let from = address; !seen.has(from); ) {
    seen.add(from)
    const to = view.newsroom.redirects[from]
    if (to === undefined) return undefined
    if (to === 'gone') return { kind: 'gone' }
    if (isContentFile(to)) {
      const served = servedFilePath(view.db, to)
      return served === undefined ? undefined : { kind: 'moved', to: served }
    }
    if (!to.startsWith('/')) return { kind: 'moved', to }
    const { pathname, search, rest } = parts(to)
    const end = resolveUrl(withoutRedirects, pathname, search)
    if (end.kind === 'page' || end.kind === 'file' || end.kind === 'root') {
      // A redirect's target may itself be an old address by its query.
      const next = matching(view, pathname, search)
      if (!next) return { kind: 'moved', to }
      from = next.address
    } else if (end.kind === 'moved') return { kind: 'moved', to: end.spent ? end.to : end.to + rest }
    else if (end.kind === 'gone') return end
    else from = matching(view, pathname, search)?.address ?? oldAddress(pathname)
  }
  return undefined
}

/** @returns `rest`: everything after the path */
function parts(to: string): { pathname: string; search: string; rest: string } {
  const [, pathname = '', search = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(to) ?? []
  return { pathname, search, rest: search + fragment }
}
