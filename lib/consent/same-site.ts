/**
 * Whether a request comes from this site's own pages, by what the browser sends: `Sec-Fetch-Site`, else `Origin`, else
 * `Referer`. A request with none of them comes from a tool, not from another site's page, and is accepted.
 *
 * @param origins this site's own: its public one, and the one the request was sent to
 */
export function isSameSite(headers: Pick<Headers, 'get'>, origins: readonly string[]): boolean {
  const fetchSite = headers.get('sec-fetch-site')
  if (fetchSite !== null) return fetchSite === 'same-origin'
  const origin = headers.get('origin')
  if (origin !== null) return origins.includes(origin)
  const referer = headers.get('referer')
  return referer === null || (URL.canParse(referer) && origins.includes(new URL(referer).origin))
}
