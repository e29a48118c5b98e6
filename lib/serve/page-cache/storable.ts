import type { IncomingHttpHeaders } from 'node:http'
import { routerHeaders } from './router.ts'

/** No answer is kept for longer, whatever it says: a year, in seconds. Pages are dropped by key long before. */
const untilDropped = 365 * 24 * 3600

const harmlessVary = new Set<string>([...routerHeaders, 'accept-encoding'])

/** Media types worth keeping compressed in memory; pictures and the like are passed through. */
const keptTypes =
  /^(?:text\/(?:html|css|javascript|markdown|plain)|application\/(?:javascript|json|xml|rss\+xml|atom\+xml|feed\+json|manifest\+json)|image\/(?:svg\+xml|x-icon))\b/

/**
 * For how many seconds a shared cache may keep an answer (RFC 9111, 3), 0 for not at all. `Surrogate-Control` speaks to
 * caches like this one and goes before `Cache-Control`.
 *
 * @param isVariant whether the answer is kept for those alone who are to get the same; see variant
 */
export function storableFor(status: number, headers: IncomingHttpHeaders, isVariant = false): number {
  return keptTypes.test(headers['content-type'] ?? '') ? lifetimeOf(status, headers, isVariant) : 0
}

/** The same for answers of all types. */
export function lifetimeOf(status: number, headers: IncomingHttpHeaders, isVariant = false): number {
  if (status !== 200 || headers['set-cookie'] !== undefined || headers['content-range'] !== undefined)
    return 0
  // What is encoded although it was asked not to be is passed on, not understood.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 0
  const vary = (headers.vary ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  if (!isVariant && vary.some((name) => name !== '' && !harmlessVary.has(name))) return 0
  const control = directives(headers['cache-control'])
  // What is said of a variant to browsers does not bind this cache, which tells apart who gets which.
  const forOne = control.has('private') || control.has('no-store') || control.has('no-cache')
  if (forOne && !isVariant) return 0
  const surrogate = directives(String(headers['surrogate-control'] ?? ''))
  if (surrogate.has('no-store')) return 0
  const lifetime = surrogate.get('max-age') ?? control.get('s-maxage') ?? control.get('max-age')
  if (lifetime === undefined) return 0
  const seconds = Number(lifetime)
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, untilDropped) : 0
}

function directives(header: string | undefined): Map<string, string> {
  const parts = (header ?? '').toLowerCase().split(',')
  return new Map(
    parts.map((part) => {
      const [name = '', value = ''] = part.trim().split('=')
      return [name, value.replaceAll('"', '')]
    }),
  )
}
