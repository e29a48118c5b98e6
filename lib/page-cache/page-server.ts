import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { passedOn, surrogateKeys, varyFor } from './answer-headers.ts'
import { needsScript } from './client-modules.ts'
import { leanHtml } from './lean-html.ts'
import { chooseEncoding, type Encoding, hasCurrent } from './negotiate.ts'
import { createPageStore, type PageStore, type StoredPage } from './page-store.ts'
import { formOf, type Representation, represent, smallest } from './representation.ts'
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

/** A page larger than this is somebody's mistake. */
const maxPageBytes = 16 * 1024 * 1024

/** Files that are neither pages nor worth compressing: passed on as they come, ranges and conditions included. */
const media = /\.(?:avif|gif|ico|jpe?g|mp3|mp4|ogg|pdf|png|webm|webp|woff2?)$/i

/**
 * A request listener that answers for Next: pages from memory where it may keep them, one render for however many ask
 * at once, and the last good page while Next fails.
 */
export function createPageServer(options: PageServerOptions): PageServer {
  const { upstream, name, warn } = options
  const store = createPageStore(options.maxBytes)
  const rendering = new Map<string, Promise<Rendered>>()

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request
    const query = url.indexOf('?')
    const path = query < 0 ? url : url.slice(0, query)
    if ((method !== 'GET' && method !== 'HEAD') || isBypass(request, path))
      return passThrough(request, response)
    const page = store.get(path)
    if (page && page.freshUntil > Date.now()) return sendPage(request, response, page, 'hit')

    // Whoever asks for a page that is being made waits for it; an answer that is one client's alone is made anew.
    const running = rendering.get(path)
    const made = (await running) ?? undefined
    if (made?.page) return sendPage(request, response, made.page, 'fwd=miss; collapsed')
    const own = render(request, path, url)
    if (!running) rendering.set(path, own)
    const rendered = await own
    if (rendering.get(path) === own) rendering.delete(path)
    if (rendered.page) return sendPage(request, response, rendered.page, rendered.status)
    return sendRendered(request, response, rendered)
  }

  /** Asks Next for a page, and keeps it if it may be kept. Never rejects: failing is an answer too. */
  async function render(request: IncomingMessage, path: string, url: string): Promise<Rendered> {
    try {
      const { 'if-none-match': _, 'if-modified-since': __, range: ___, ...headers } = request.headers
      const answer = await upstream.send({ method: 'GET', url, headers })
      const status = answer.statusCode ?? 502
      const body = await readBody(answer, maxPageBytes)
      if (status >= 500) return failed(path, `Next answered ${status}`)
      const seconds = storableFor(status, answer.headers)
      const isHtml = (answer.headers['content-type'] ?? '').startsWith('text/html')
      const text = isHtml ? finish(body.toString('utf8')) : undefined
      const final = text === undefined ? body : Buffer.from(text)
      const own = { ...passedOn(answer.headers), ...options.headersFor(text), vary: varyFor(answer.headers) }
      if (seconds === 0) {
        store.delete(path)
        return { status: 'fwd=miss', code: status, headers: own, body: final }
      }
      const page: StoredPage = {
        representation: await represent(final),
        headers: {
          ...(own as Record<string, string>),
          ...(isHtml && { 'cache-control': options.cacheControl(seconds) }),
        },
        keys: surrogateKeys(answer.headers),
        freshUntil: Date.now() + seconds * 1000,
      }
      store.set(path, page)
      shrinkLater(path, page, final)
      return { status: 'fwd=miss; stored', page }
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
      const headers = { ...page.headers, 'cache-control': 'public, max-age=0, s-maxage=5' }
      return { status: 'hit; fwd=stale; detail=upstream-failed', page: { ...page, headers } }
    }
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '10',
      'cache-control': 'no-store',
    }
    const body = Buffer.from(options.failurePage)
    return {
      status: 'fwd=miss; detail=upstream-failed',
      code: 503,
      headers: { ...headers, ...options.headersFor(options.failurePage) },
      body,
    }
  }

  /** Pages waiting for their smallest form; one at a time, so that readers have the processor. */
  let shrinking: Promise<void> = Promise.resolve()

  function shrinkLater(path: string, page: StoredPage, text: Buffer) {
    shrinking = shrinking.then(async () => {
      const br = await smallest(text, page.representation.hash)
      if (store.peek(path) === page)
        store.set(path, { ...page, representation: { ...page.representation, br } })
    })
  }

  function sendPage(request: IncomingMessage, response: ServerResponse, page: StoredPage, status: string) {
    const { representation, headers, keys } = page
    const encoding = chooseEncoding(request.headers['accept-encoding'])
    const { body, etag } = formOf(representation, encoding)
    const known = hasCurrent(request.headers['if-none-match'], representation.hash)
    response.writeHead(known ? 304 : 200, {
      ...headers,
      etag,
      'cache-status': `${name}; ${status}`,
      // Caches in front that can drop by key say so (Edge Architecture Specification).
      ...(keys.length > 0 && request.headers['surrogate-capability'] && { 'surrogate-key': keys.join(' ') }),
      ...(!known && { ...encodingHeader(encoding), 'content-length': body.length }),
    })
    response.end(known || request.method === 'HEAD' ? undefined : body)
  }

  async function sendRendered(
    request: IncomingMessage,
    response: ServerResponse,
    rendered: Rendered & { page?: never },
  ) {
    const { body, code, headers, status } = rendered
    const worthIt =
      body.length > 200 &&
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
        ...(answer.headers.vary && { vary: answer.headers.vary }),
        ...(answer.headers.etag && { etag: answer.headers.etag }),
        ...(length !== undefined && { 'content-length': length }),
        ...options.headersFor(),
        'cache-status': `${name}; fwd=bypass`,
      })
      answer.on('error', () => response.destroy())
      answer.pipe(response)
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

  /** Error pages are not kept by URL, but the few there are need compressing only once. */
  const recent = new Map<string, Representation>()

  async function represented(body: Buffer): Promise<Representation> {
    const text = body.toString('latin1')
    const known = recent.get(text) ?? (await represent(body))
    recent.delete(text)
    recent.set(text, known)
    if (recent.size > 64) recent.delete(recent.keys().next().value ?? '')
    return known
  }

  return {
    handle: (request, response) => {
      handle(request, response).catch(() => response.destroy())
    },
    store,
  }
}

type Rendered =
  | { status: string; page: StoredPage }
  | { status: string; page?: never; code: number; headers: Record<string, string | string[]>; body: Buffer }

/** Requests whose answer is not a page for everyone: Next's router, and whoever sends credentials. */
function isBypass({ headers, url = '' }: IncomingMessage, path: string): boolean {
  return (
    routerHeaders.some((header) => headers[header] !== undefined) ||
    headers.authorization !== undefined ||
    /[?&]_rsc(?:=|&|$)/.test(url) ||
    media.test(path)
  )
}

function encodingHeader(encoding: Encoding): { 'content-encoding'?: string } {
  return encoding === 'identity' ? {} : { 'content-encoding': encoding }
}
