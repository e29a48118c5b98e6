import { type NextRequest, NextResponse } from 'next/server'
import { bestLanguage } from '#lib/routes/negotiate.ts'
import { errorPath, frontPath } from '#lib/routes/paths.ts'
import { resolveUrl } from '#lib/routes/resolve.ts'
import { site } from '#lib/site.ts'

/**
 * Decides by the index what a URL means before anything is rendered, so that every answer has the right status and
 * unknown URLs cost nothing. It is not a guard: what must not be public is not in the index.
 */
export function proxy(request: NextRequest): NextResponse {
  const view = site()
  const { languages } = view.newsroom.site
  const readersLanguage = () => bestLanguage(request.headers.get('accept-language'), languages)
  const resolution = resolveUrl(view, request.nextUrl.pathname)
  switch (resolution.kind) {
    case 'page':
      return NextResponse.next()
    case 'root':
      return byLanguage(NextResponse.redirect(redirectTarget(request, frontPath(readersLanguage())), 307))
    case 'moved':
      return NextResponse.redirect(redirectTarget(request, resolution.to), 308)
    case 'gone':
    case 'unknown': {
      const status = resolution.kind === 'gone' ? 410 : 404
      const path = errorPath(resolution.lang ?? readersLanguage(), status)
      const response = NextResponse.rewrite(new URL(path, request.nextUrl), { status })
      return resolution.lang === undefined ? byLanguage(response) : response
    }
  }
}

/** Answers that depend on the reader's languages say so to caches. */
function byLanguage(response: NextResponse): NextResponse {
  response.headers.append('Vary', 'Accept-Language')
  return response
}

/** The redirect's address, with the query the reader came with unless it has one of its own. */
function redirectTarget(request: NextRequest, to: string): URL {
  const url = new URL(to, request.nextUrl)
  if (to.startsWith('/') && url.search === '') url.search = request.nextUrl.search
  return url
}

export const config = {
  // Next's own files, the site's few fixed files, and pictures, whose route asks the index itself.
  matcher: ['/((?!_next/|media/|favicon\\.svg$).*)'],
}
