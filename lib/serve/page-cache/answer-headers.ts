import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { routerHeaders } from './router.ts'

/** The name by which a route says how many bytes its answer has. */
export const ownLength = 'x-content-length'

/** Headers of Next's that clients have no use for, or that this server sets itself. */
const dropped =
  /^(?:connection|keep-alive|transfer-encoding|content-length|x-content-length|etag|x-powered-by|x-nextjs-.*|x-next-.*|x-middleware-.*|surrogate-.*|vary|link|date)$/

/** The headers of an answer of Next's that are passed on, as they are. */
export function passedOn(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !dropped.test(name)) kept[name] = value
  }
  return kept
}

/** `Vary` without the names that only Next's router varies by, with that of the encoding. */
export function varyFor(headers: IncomingHttpHeaders): string {
  const router = new Set<string>(routerHeaders)
  const names = (headers.vary ?? '').split(',').map((name) => name.trim())
  const kept = names.filter(
    (name) => name !== '' && !router.has(name.toLowerCase()) && !/^accept-encoding$/i.test(name),
  )
  return [...new Set(['Accept-Encoding', ...kept])].join(', ')
}

/** The surrogate keys an answer names (separated by spaces, as Fastly and Varnish's xkey read them). */
export function surrogateKeys(headers: IncomingHttpHeaders): string[] {
  return String(headers['surrogate-key'] ?? '')
    .split(/\s+/)
    .filter((key) => key !== '')
}

/** The keys of an answer, for a cache that says it can drop by them (Edge Architecture Specification, 2.2). */
export function keysFor(request: IncomingMessage, keys: readonly string[]): { 'surrogate-key'?: string } {
  const isAsked = keys.length > 0 && request.headers['surrogate-capability'] !== undefined
  return isAsked ? { 'surrogate-key': keys.join(' ') } : {}
}

/** Whether a body is compressed already. */
export function isEncoded(headers: Record<string, string | string[] | undefined>): boolean {
  return (headers['content-encoding'] ?? 'identity') !== 'identity'
}
