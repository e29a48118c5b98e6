import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { passedOn, surrogateKeys, varyFor } from './answer-headers.ts'
import { needsScript } from './client-modules.ts'
import { leanHtml } from './lean-html.ts'
import { chooseEncoding, type Encoding, hasCurrent } from './negotiate.ts'
import { createPageStore, type PageStore, type StoredPage } from './page-store.ts'
import { formOf, type Representation, represent } from './representation.ts'
import { createShrinker } from './shrinker.ts'
import { routerHeaders, storableFor } from './storable.ts'
import { readBody, type Upstream } from './upstream.ts'

export type PageServerOptions = {
  /** What the server calls itself in `Cache-Status` (RFC 9211). */
  name: string
  upstream: Upstream
  /** Ids of the site's own client components; see client-modules. */
  ownModules: ReadonlySet<string>
  /** Headers for every answer; for a page, its final HTML is given, so that they can speak of it. */
  headersFor(html?: string): Record<string, string>
  /** `Cache-Control` for a page that may be kept for some seconds. */
  cacheControl(seconds: number): string
  /** What readers see when Next fails and no earlier page is there: an HTML document. */
  failurePage: string
  /** Most memory for pages, in bytes. */
  maxBytes: number
  /** Called with what an operator should know of. */
  warn(event: string, fields: Record<string, string | number>): void
}

export type PageServer = {
  handle: RequestListener
  store: PageStore
}

/** An error page larger than this is compressed each time. */
const maxRecentBytes = 100 * 1024

/** A page larger than this is somebody's mistake. */
const maxPageBytes = 16 * 1024 * 1024

/** For a page that is not the newest: caches in front should ask again soon. */
const staleControl = 'public, max-age=0, s-maxage=5'

/** Files that are neither pages nor worth compressing: passed on as they come, ranges and conditions included. */
const media = /\.(?:avif|gif|ico|jpe?g|mp3|mp4|ogg|pdf|png|webm|webp|woff2?)$/i

/**
 * A request listener that answers for Next: pages from memory where it may keep them, one render for however many ask
 * at once, and the last good page while Next fails.
 */
export function createPageServer(options: PageServerOptions): PageServer {
  const { upstream, name, warn } = options
  const store = createPageStore(options.maxBytes)
  const shrinker = createShrinker(store)
  const rendering = new Map<string, { drops: number; answer: Promise<Rendered> }>()

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request
    const query = url.indexOf('?')
    const path = query < 0 ? url : url.slice(0, query)
    if ((method !== 'GET' && method !== 'HEAD') || isBypass(request, path))
      return passThrough(request, response)
    // What credentials may show is rendered like any page, but neither kept nor shared.
    if (request.headers.authorization !== undefined)
      return send(request, response, await render(request, path, url), '')
    const page = store.get(path)
    if (page && page.freshUntil > Date.now()) return sendPage(request, response, page, 'hit')

    // Whoever asks for a page that is being made waits for it, unless pages were dropped since that began; an answer
    // that is one client's alone is made anew.
    const drops = store.drops()
    const running = rendering.get(path)
    const joined = running?.drops === drops ? await running.answer : undefined
    if (joined?.page || joined?.failed) return send(request, response, joined, '; collapsed')
    const own = { drops, answer: render(request, path, url) }
    if (!joined) rendering.set(path, own)
    const rendered = await own.answer
    if (rendering.get(path) === own) rendering.delete(path)
    return send(request, response, rendered, rendered.kept ? '; stored' : '')
  }

  function send(request: IncomingMessage, response: ServerResponse, rendered: Rendered, how: string) {
    const status = rendered.failed
      ? `${rendered.status}${how}; detail=upstream-failed`
      : rendered.status + how
    if (rendered.page) return sendPage(request, response, rendered.page, status)
    return sendRendered(request, response, rendered, status)
  }

  /** Asks Next for a page, and keeps it if it may be kept. Never rejects: failing is an answer too. */
  async function render(request: IncomingMessage, path: string, url: string): Promise<Rendered> {
    const drops = store.drops()
    shrinker.renderBegins()
    try {
      const answer = await upstream.send({ method: 'GET', url, headers: unconditional(request.headers) })
      const status = answer.statusCode ?? 502
      const body = await readBody(answer, maxPageBytes)
      if (status >= 500) return failed(path, `Next answered ${status}`)
      const isShared = request.headers.authorization === undefined
      const seconds = isShared ? storableFor(status, answer.headers) : 0
      const isHtml =
        (answer.headers['content-type'] ?? '').startsWith('text/html') && !isEncoded(answer.headers)
      const text = isHtml ? finish(body.toString('utf8')) : undefined
      const final = text === undefined ? body : Buffer.from(text)
      const own = { ...passedOn(answer.headers), ...options.headersFor(text), vary: varyFor(answer.headers) }
      if (seconds === 0) {
        if (isShared) store.delete(path)
        return { status: 'fwd=miss', code: status, headers: own, body: final }
      }
      const representation = await represent(final)
      // What was begun before pages were dropped may show what they were dropped for.
      const isCurrent = store.drops() === drops
      const page: StoredPage = {
        representation,
        headers: {
          ...(own as Record<string, string>),
          ...(isHtml && { 'cache-control': options.cacheControl(seconds) }),
          ...(!isCurrent && { 'cache-control': staleControl }),
        },
        keys: surrogateKeys(answer.headers),
        freshUntil: isCurrent ? Date.now() + seconds * 1000 : 0,
      }
      const kept = (isCurrent || !store.peek(path)) && store.set(path, page)
      if (kept) shrinker.add(path)
      return { status: 'fwd=miss', page, kept }
    } catch (error) {
      return failed(path, error instanceof Error ? error.message : 'no answer')
    }
  }

  function finish(html: string): string {
    return needsScript(html, options.ownModules) ? html : leanHtml(html)
  }

  /** The last good page if there is one, else the page for that. */
  function failed(path: string, reason: string): Rendered {
    const page = store.get(path)
    warn(page ? 'served stale' : 'failed', { path: path.slice(0, 200), reason })
    if (page) {
      const headers = { ...page.headers, 'cache-control': staleControl }
      return { status: 'fwd=stale', failed: true, page: { ...page, headers } }
    }
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '10',
      'cache-control': 'no-store',
    }
    const body = Buffer.from(options.failurePage)
    return {
      status: 'fwd=miss',
      failed: true,
      code: 503,
      headers: { ...headers, ...options.headersFor(options.failurePage) },
      body,
    }
  }

  function sendPage(request: IncomingMessage, response: ServerResponse, page: StoredPage, status: string) {
    const { representation, headers, keys } = page
    const encoding = chooseEncoding(request.headers['accept-encoding'])
    const { body, etag } = formOf(representation, encoding)
    const { 'if-none-match': ifNoneMatch, 'surrogate-capability': capability } = request.headers
    if (status === 'hit' && ifNoneMatch === undefined && capability === undefined) {
      response.writeHead(200, headersOfHit(page, encoding, etag, body.length))
      response.end(request.method === 'HEAD' ? undefined : body)
      return
    }
    const known = hasCurrent(ifNoneMatch, representation.hash)
    response.writeHead(known ? 304 : 200, {
      ...headers,
      etag,
      'cache-status': `${name}; ${status}`,
      // Caches in front that can drop by key say so (Edge Architecture Specification).
      ...(keys.length > 0 && capability && { 'surrogate-key': keys.join(' ') }),
      ...(!known && { ...encodingHeader(encoding), 'content-length': body.length }),
    })
    response.end(known || request.method === 'HEAD' ? undefined : body)
  }

  /** Headers of the answer most often given, as the flat list that Node writes as it is. */
  const hits = new WeakMap<StoredPage, Map<string, (string | number)[]>>()

  function headersOfHit(page: StoredPage, encoding: Encoding, etag: string, bytes: number) {
    const ofPage = hits.get(page) ?? new Map<string, (string | number)[]>()
    hits.set(page, ofPage)
    const known = ofPage.get(etag)
    if (known) return known
    const own = { etag, 'cache-status': `${name}; hit`, ...encodingHeader(encoding), 'content-length': bytes }
    const list = Object.entries({ ...page.headers, ...own }).flat()
    ofPage.set(etag, list)
    return list
  }

  async function sendRendered(
    request: IncomingMessage,
    response: ServerResponse,
    rendered: Rendered & { page?: never },
    status: string,
  ) {
    const { body, code, headers } = rendered
    const worthIt =
      body.length > 200 &&
      !isEncoded(headers) &&
      /^(?:text\/|application\/(?:json|xml|javascript))/.test(String(headers['content-type']))
    const encoding = worthIt ? chooseEncoding(request.headers['accept-encoding']) : 'identity'
    const sent = encoding === 'identity' ? body : formOf(await represented(body), encoding).body
    response.writeHead(code, {
      ...headers,
      'cache-status': `${name}; ${status}`,
      ...encodingHeader(encoding),
      'content-length': sent.length,
    })
    response.end(request.method === 'HEAD' ? undefined : sent)
  }

  async function passThrough(request: IncomingMessage, response: ServerResponse) {
    const { method = 'GET', url = '/', headers } = request
    try {
      const answer = await upstream.send({
        method,
        url,
        headers,
        ...(method !== 'GET' && method !== 'HEAD' && { body: request }),
      })
      const length = answer.headers['content-length']
      response.writeHead(answer.statusCode ?? 502, {
        ...passedOn(answer.headers),
        vary: (isRouterRequest(request) && answer.headers.vary) || varyFor(answer.headers),
        ...(answer.headers.etag && { etag: answer.headers.etag }),
        ...(length !== undefined && { 'content-length': length }),
        ...options.headersFor(),
        'cache-status': `${name}; fwd=bypass`,
      })
      // Whichever of the two breaks off takes the other with it.
      pipeline(answer, response, () => {})
    } catch (error) {
      warn('failed', {
        path: url.slice(0, 200),
        reason: error instanceof Error ? error.message : 'no answer',
      })
      response
        .writeHead(503, { 'retry-after': '10', 'cache-control': 'no-store', ...options.headersFor() })
        .end()
    }
  }

  /** Error pages are not kept by URL, but the few there are, all small, need compressing only once. */
  const recent = new Map<string, Representation>()

  async function represented(body: Buffer): Promise<Representation> {
    if (body.length > maxRecentBytes) return represent(body)
    const text = body.toString('latin1')
    const known = recent.get(text) ?? (await represent(body))
    recent.delete(text)
    recent.set(text, known)
    if (recent.size > 64) recent.delete(recent.keys().next().value ?? '')
    return known
  }

  return {
    handle: (request, response) => {
      // Clients may name a server in the target (RFC 9112, 3.2.2), but not choose which one Next asks.
      if (!request.url?.startsWith('/')) request.url = `/${request.url?.replace(/^\w+:\/\/[^/?]*\/?/, '')}`
      handle(request, response).catch(() => response.destroy())
    },
    store,
  }
}

/** What came of asking Next: a page for everyone, or an answer of its own; `failed` when Next had none. */
type Rendered = { status: string; failed?: true } & (
  | { page: StoredPage; kept?: boolean }
  | { page?: never; kept?: never; code: number; headers: Record<string, string | string[]>; body: Buffer }
)

/** Requests whose answer is not a page: Next's router and media. */
function isBypass(request: IncomingMessage, path: string): boolean {
  const { url = '' } = request
  return isRouterRequest(request) || /[?&]_rsc(?:=|&|$)/.test(url) || media.test(path)
}

function isRouterRequest({ headers }: IncomingMessage): boolean {
  return routerHeaders.some((header) => headers[header] !== undefined)
}

/** The answer will be everyone's, whatever this client has of it already. */
function unconditional(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:if-|range$)/.test(name)))
}

function isEncoded(headers: Record<string, string | string[] | undefined>): boolean {
  return (headers['content-encoding'] ?? 'identity') !== 'identity'
}

function encodingHeader(encoding: Encoding): { 'content-encoding'?: string } {
  return encoding === 'identity' ? {} : { 'content-encoding': encoding }
}
