import { NextRequest } from 'next/server.js'
import { GET as file } from './app/files/[...path]/route.ts'
import { GET as media } from './app/media/[...picture]/route.ts'
import type { AnswerAhead } from './lib/serve/page-cache/upstream.ts'
import { config, proxy } from './proxy.ts'

/** What Next's router leaves to routes alone, as the proxy's matcher says. */
const goesBy = new RegExp(`^${config.matcher[0]}$`)

/**
 * Answers what needs no page rendered as Next would: by the same proxy and the same routes, without Next around them.
 *
 * @param siteUrl the public origin
 */
export function withoutNext(siteUrl: string): AnswerAhead {
  return async ({ method, url, body, signal }, headers) => {
    const request = new NextRequest(new URL(url, siteUrl), {
      method,
      headers,
      signal,
      ...(body && { body: new Uint8Array(body) }),
    })
    const { pathname } = request.nextUrl
    if (goesBy.test(pathname)) {
      const answer = await proxy(request)
      const rewritten = answer.headers.get('x-middleware-rewrite')
      if (rewritten === null && !answer.headers.has('x-middleware-next')) return onThisSite(answer, request)
      const to = rewritten === null ? pathname : new URL(rewritten).pathname
      if (to.startsWith('/files/'))
        return file(new NextRequest(new URL(rewritten ?? '', siteUrl), request), parts(to, 'path'))
    }
    const isRead = method === 'GET' || method === 'HEAD'
    if (!isRead || !pathname.startsWith('/media/')) return undefined
    return media(request, parts(pathname, 'picture'))
  }
}

/** Writes an address of the site without its origin, of which a cache in front need know nothing. */
function onThisSite(answer: Response, { nextUrl }: NextRequest): Response {
  const location = answer.headers.get('location')
  if (location?.startsWith(`${nextUrl.origin}/`))
    answer.headers.set('location', location.slice(nextUrl.origin.length))
  return answer
}

/** What a catch-all route is told of its path: what follows its folder. */
function parts<Name extends string>(pathname: string, name: Name) {
  const segments = pathname.split('/').slice(2)
  return { params: Promise.resolve({ [name]: segments } as Record<Name, string[]>) }
}
