import { type NextRequest, NextResponse } from 'next/server.js'
import { answerConsent } from '#lib/answers/consent-answer.ts'
import { createRecordKeeper, type KeepRecord } from '#lib/consent/record-keeper.ts'
import { bestLanguage, prefersMarkdown } from '#lib/i18n/negotiate.ts'
import { findStory } from '#lib/index/queries/story-queries.ts'
import { keyHeader, siteKey } from '#lib/keys/keys.ts'
import { pageKeys } from '#lib/keys/page-keys.ts'
import { receiptKey, site } from '#lib/page/site.ts'
import { earliest } from '#lib/runtime/earliest.ts'
import type { Environment } from '#lib/runtime/environment.ts'
import { iconAt } from '#lib/urls/machine-files.ts'
import { fromOldAddress, hasOldQueries } from '#lib/urls/old-addresses.ts'
import { errorPath, frontPath, internalFilePath, logoPath } from '#lib/urls/paths.ts'
import { type Resolution, resolveUrl } from '#lib/urls/resolve.ts'
import type { View } from '#lib/urls/target.ts'

let keep: KeepRecord | undefined

/**
 * Looks up in the index what a URL means before anything is rendered, so that every answer has the right status and
 * unknown URLs cost nothing. It does not protect anything: what must not be public is not in the index.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { environment, ...view } = site()
  const answer = await answered(request, view, environment)
  if (hasOldQueries(view, request.nextUrl.pathname)) answer.headers.set(byQuery, 'yes')
  return answer
}

/** Tells caches keyed by path that this path means something else with some queries; see deploy/varnish.vcl. */
const byQuery = 'X-By-Query'

async function answered(request: NextRequest, view: View, environment: Environment): Promise<Response> {
  const { newsroom } = view
  keep ??= createRecordKeeper(environment, receiptKey)
  const answer = await answerConsent(request, { newsroom, siteUrl: environment.siteUrl, keep })
  if (answer) return answer
  if (request.method !== 'GET' && request.method !== 'HEAD') return new NextResponse(null, readOnly)
  if (process.env.NODE_ENV === 'development' && request.nextUrl.pathname === '/preview/changes')
    return NextResponse.next()
  if (request.nextUrl.pathname.startsWith('/media/')) return logoOrOld(request, view)
  const { languages, organisation } = newsroom.site
  // The icons in public/ are for newsrooms without a logo.
  if (organisation.logo === undefined && iconAt(request.nextUrl.pathname)) return NextResponse.next()
  const readersLanguage = () => bestLanguage(request.headers.get('accept-language'), languages)
  const resolution = resolveUrl(view, request.nextUrl.pathname, request.nextUrl.search)
  switch (resolution.kind) {
    case 'page':
      if (resolution.target.kind === 'story' && prefersMarkdown(request.headers.get('accept')))
        return toMarkdown(request)
      return NextResponse.next({ headers: forCaches(view, resolution) })
    case 'file': {
      const path = internalFilePath(request.nextUrl.pathname) + request.nextUrl.search
      return NextResponse.rewrite(new URL(path, request.nextUrl))
    }
    case 'root':
      return byLanguage(redirect(request, frontPath(readersLanguage()), 307, perMinute))
    case 'moved':
      return redirect(request, resolution.to, 308, perSecond, resolution.spent)
    case 'gone':
    case 'unknown': {
      const status = resolution.kind === 'gone' ? 410 : 404
      const path = errorPath(resolution.lang ?? readersLanguage(), status)
      // Without a language in the address the page depends on the reader's languages, which Next's `Vary` would not say.
      const cacheControl = resolution.lang === undefined ? 'private, no-store' : perSecond
      const headers = { 'Cache-Control': cacheControl, 'Surrogate-Key': siteKey }
      return NextResponse.rewrite(new URL(path, request.nextUrl), { status, headers })
    }
  }
}

/** Picture and card URLs are excluded below; what comes here is the logo, or may be an old address. */
function logoOrOld(request: NextRequest, view: View): NextResponse {
  const { pathname } = request.nextUrl
  const { logo } = view.newsroom.site.organisation
  if (logo !== undefined && pathname === logoPath(logo)) return NextResponse.next()
  const old = fromOldAddress(view, pathname)
  if (old?.kind === 'moved') return redirect(request, old.to, 308, perSecond)
  const [status, body] = old ? [410, 'Gone\n'] : [404, 'Not found\n']
  return new NextResponse(body, { status, headers: { 'Cache-Control': 'no-store' } })
}

/** Pages can only be read. */
const readOnly = { status: 405, headers: { Allow: 'GET, HEAD' } }

/**
 * What a URL without a page means can change with any story, and no key says which, so nobody keeps the answer for longer
 * than publishing takes. A cache in front can still ask once for any number of readers who follow a broken link.
 */
const perSecond = 'public, max-age=0, s-maxage=1'
/** The front of the site depends only on the newsroom's languages; caches can redirect even while the server is down. */
const perMinute = 'public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=604800'

function redirect(
  request: NextRequest,
  to: string,
  status: 307 | 308,
  cacheControl: string,
  spent: readonly string[] = [],
): NextResponse {
  const headers = { 'Cache-Control': cacheControl, 'Surrogate-Key': siteKey }
  return NextResponse.redirect(redirectTarget(request, to, spent), { status, headers })
}

const receiptSeconds = 3600

/** What a page is about, so that it is dropped when that changes; and how long it may be kept, if that is known. */
function forCaches(
  view: View,
  { target, lang }: Extract<Resolution, { kind: 'page' }>,
): Record<string, string> {
  const story = target.kind === 'story' ? findStory(view.db, target, lang) : undefined
  const { expires, image } = story?.fields ?? {}
  const end = earliest(expires, image?.until)
  return {
    'Surrogate-Key': keyHeader(pageKeys(target, lang, story)),
    // For one reader only, and endlessly many: kept only by the page server, so that repeated requests for one cost a
    // single render.
    ...(target.kind === 'receipt' && {
      'Cache-Control': 'private, no-store',
      'Surrogate-Control': `max-age=${receiptSeconds}`,
    }),
    ...(end !== undefined && {
      'Surrogate-Control': `max-age=${Math.max(1, Math.ceil((end - view.now) / 1000))}`,
    }),
  }
}

/** Tells caches that an answer depends on the reader's languages. */
function byLanguage(response: NextResponse): NextResponse {
  response.headers.append('Vary', 'Accept-Language')
  return response
}

/** A story's Markdown has its own URL, so that no cache can take it for the page. See docs/adr/0010. */
function toMarkdown(request: NextRequest): NextResponse {
  const response = NextResponse.redirect(new URL(`${request.nextUrl.pathname}.md`, request.nextUrl), 303)
  response.headers.append('Vary', 'Accept')
  response.headers.set('Cache-Control', 'no-store')
  return response
}

/** The redirect's address. It gets the rest of the reader's query unless it has one of its own. */
function redirectTarget({ nextUrl }: NextRequest, to: string, spent: readonly string[]): URL {
  const url = new URL(to, nextUrl)
  if (!to.startsWith('/') || url.search !== '') return url
  url.search = nextUrl.search
  for (const name of spent) url.searchParams.delete(name)
  return url
}

export const config = {
  // All but Next's own files, the fixed icon, and pictures and cards, whose route asks the index itself.
  matcher: ['/((?!_next/|media/[0-9a-f]{16}/|favicon\\.svg$).*)'],
}
