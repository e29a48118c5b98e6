import type { Consent } from '../newsroom/consent-schema.ts'

/** The site's only cookie. Its value is the version of the question and what is allowed: `1.statistics.embeds`. */
export const cookieName = 'consent'

/** Half a year, in seconds; then the reader is asked again. */
const lifetime = 182 * 24 * 3600

const refusal = 'none'

/** The most characters spent on ending cookies: enough for about a hundred, without headers too large for proxies. */
const maxEnding = 4000

/**
 * The longest value this site writes is shorter: six digits, eight ids of thirty characters, and dots. Caches in front
 * accept the same length; see deploy/requests.vcl.
 */
export const longestValue = 300

/**
 * What the cookie allows; undefined when no choice was made: no cookie, two that disagree, one of another version, or one
 * this site did not write.
 *
 * @param header the request's `Cookie`, which may hold anything
 * @returns ids of optional categories in the order of site.yaml
 */
export function readCookie(header: string | null | undefined, consent: Consent): string[] | undefined {
  const values = new Set(cookiesIn(header).flatMap(([name, value]) => (name === cookieName ? [value] : [])))
  const [value = ''] = values
  if (values.size !== 1 || value.length > longestValue) return undefined
  const [version, ...ids] = value.split('.')
  if (version !== String(consent.version) || ids.length === 0) return undefined
  if (ids.length === 1 && ids[0] === refusal) return []
  const known = consent.categories.map(({ id }) => id).filter((id) => id !== 'necessary' && ids.includes(id))
  return known.length > 0 && known.join('.') === ids.join('.') ? known : undefined
}

/**
 * `Set-Cookie` for a choice (RFC 6265). Scripts need not read it: the server decides what is allowed.
 *
 * @param secure whether the site's public origin is https
 */
export function writeCookie(allowed: readonly string[], { version }: Consent, secure: boolean): string {
  const value = `${version}.${allowed.join('.') || refusal}`
  return `${cookieName}=${value}; Path=/; Max-Age=${lifetime}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`
}

/**
 * `Set-Cookie` headers that delete those cookies of the request that belong to categories no longer allowed. Cookies set
 * for a whole domain are left to whoever set them, because only they know the domain.
 */
export function endCookies(
  header: string | null | undefined,
  consent: Consent,
  allowed: readonly string[],
): string[] {
  const ended = consent.categories
    .filter(({ id }) => id !== 'necessary' && !allowed.includes(id))
    .flatMap(({ cookies }) => cookies.map(({ name }) => name))
  const matches = (name: string) =>
    ended.some((own) => (own.endsWith('*') ? name.startsWith(own.slice(0, -1)) : name === own))
  const names = new Set(cookiesIn(header).map(([name]) => name))
  let length = 0
  return [...names]
    .filter((name) => name !== cookieName && /^[\w.-]{1,100}$/.test(name) && matches(name))
    .map((name) => `${name}=; Path=/; Max-Age=0${attributesFor(name)}`)
    .filter((ended) => {
      length += ended.length
      return length <= maxEnding
    })
}

/** What browsers insist on for a cookie with a name that begins so (RFC 6265bis, 4.1.3). */
function attributesFor(name: string): string {
  if (/^__(?:host-)?http-/i.test(name)) return '; Secure; HttpOnly'
  return /^__(?:secure|host)-/i.test(name) ? '; Secure' : ''
}

function cookiesIn(header: string | null | undefined): [name: string, value: string][] {
  return (header ?? '').split(';').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()]
  })
}
