import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Request headers Next's router sends; answers to them are not pages. They may stand in `Vary` for that reason. */
export const routerHeaders = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
  'next-action',
] as const

/** The parameter by which Next's router tells its requests apart, however it is encoded. */
const routerParameter = /^(?:_|%5f)(?:r|%72)(?:s|%73)(?:c|%63)(?:=|$)/i

/** Whether a request is one of Next's router. */
export function isRouterRequest({ headers }: IncomingMessage, query: string): boolean {
  return routerHeaders.some((header) => headers[header] !== undefined) || withoutRouterQuery(query) !== query
}

/** A request's headers as a browser without Next's router sends them. */
export function withoutRouterHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const router = new Set<string>(routerHeaders)
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !router.has(name)))
}

/** @param query with its question mark, or empty */
export function withoutRouterQuery(query: string): string {
  if (query === '') return query
  const parameters = query.slice(1).split('&')
  const kept = parameters.filter((parameter) => !routerParameter.test(parameter))
  if (kept.length === parameters.length) return query
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}
