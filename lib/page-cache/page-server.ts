import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { keysFor, ownLength, passedOn, surrogateKeys, varyFor } from './answer-headers.ts'
import { createPageStore, type PageStore } from './page-store.ts'
import { createRenderer, type Rendered } from './renderer.ts'
import { createSender } from './sender.ts'
import { createShrinker } from './shrinker.ts'
import { isShared, routerHeaders } from './storable.ts'
import { readBody, type Upstream } from './upstream.ts'
import { storeKey, type VariantOf } from './variant.ts'

export type PageServerOptions = {
  /** What the server calls itself in `Cache-Status` (RFC 9211). */
  name: string
  upstream: Upstream
  /** Ids of the site's own client components; see client-modules. */
  ownModules: ReadonlySet<string>
  /** Headers for every answer; for a page, its final HTML is given, so that they can speak of it. */
  headersFor(html?: string): Record<string, string>
  /** For answers that are kept in variants; see variant. */
  variantOf?: VariantOf
  /** `Cache-Control` for a page that may be kept for some seconds. */
  cacheControl(seconds: number): string
  /** What readers see when Next fails and no earlier page is there: an HTML document. */
  failurePage: string
  /** Most memory for pages, in bytes. */
  maxBytes: number
  /** Called with what an operator should know of. */
  warn(event: string, fields: Record<string, string | number>): void
  /** Told of a request that cannot be answered from memory, before anything is done for it. */
  onWork?(request: IncomingMessage, response: ServerResponse): void
  /** Told how long Next took to make a page, in seconds. */
  onRender?(seconds: number): void
}

export type PageServer = {
  handle: RequestListener
  store: PageStore
}

/** More than the server's own door lets through; see lib/operations/limits. */
const maxFormBytes = 1024 * 1024

/** Files that are neither pages nor worth compressing: passed on as they come, ranges and conditions included. */
const media = /\.(?:avif|gif|ico|jpe?g|m4a|mp3|mp4|ogg|pdf|png|vtt|webm|webp|woff2?)$/i

/**
 * A request listener that answers for Next: pages from memory where it may keep them, one render for however many ask
 * at once, and the last good page while Next fails.
 */
export function createPageServer(options: PageServerOptions): PageServer {
  const { upstream, name, warn } = options
  const store = createPageStore(options.maxBytes)
  const shrinker = createShrinker(store)
  const render = createRenderer(options, store, shrinker)
  const sender = createSender(name, store)
  const rendering = new Map<string, { drops: number; answer: Promise<Rendered> }>()

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request
    const query = url.indexOf('?')
    const path = query < 0 ? url : url.slice(0, query)
    if ((method !== 'GET' && method !== 'HEAD') || isBypass(request, path))
      return passThrough(request, response)
    const variant = options.variantOf?.(path, request.headers)
    const key = storeKey(path, variant)
    const make = () => render(request, key, url, variant !== undefined)
    const isForOne = !isShared(request.headers)
    const page = isForOne ? undefined : store.get(key)
    if (page && page.freshUntil > Date.now()) return sender.page(request, response, key, page, 'hit')
    options.onWork?.(request, response)
    // What credentials may show, or another media type, is rendered like any page, but neither kept nor shared.
    if (isForOne) return send(request, response, key, await make(), '')

    // Whoever asks for a page that is being made waits for it. If pages were dropped since that began, it is waited for
    // all the same, for Next would join the two: then the page is made anew.
    const drops = store.drops()
    let isForAll = true
    for (let running = rendering.get(key); running && isForAll; running = rendering.get(key)) {
      const answer = await running.answer
      // An answer that is one client's alone is everybody's own affair.
      isForAll = answer.page !== undefined || answer.failed === true
      if (isForAll && running.drops >= drops) return send(request, response, key, answer, '; collapsed')
    }
    const own = { drops: store.drops(), answer: make() }
    if (isForAll) rendering.set(key, own)
    const rendered = await own.answer
    if (rendering.get(key) === own) rendering.delete(key)
    return send(request, response, key, rendered, rendered.kept ? '; stored' : '')
  }

  function send(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    rendered: Rendered,
    how: string,
  ) {
    const status = rendered.failed
      ? `${rendered.status}${how}; detail=upstream-failed`
      : rendered.status + how
    if (rendered.page) return sender.page(request, response, key, rendered.page, status)
    return sender.rendered(request, response, rendered, status)
  }

  async function passThrough(request: IncomingMessage, response: ServerResponse) {
    const { method = 'GET', url = '/', headers } = request
    options.onWork?.(request, response)
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const body = hasBody ? await readBody(request, maxFormBytes).catch(() => undefined) : undefined
    // Its client broke off, or says more than any form.
    if (hasBody && !body) return response.destroy()
    try {
      const answer = await upstream.send({ method, url, headers, ...(body ? { body } : { isStream: true }) })
      // Next leaves out how long a route's answer is; one that knows says it by another name.
      const length = answer.headers['content-length'] ?? answer.headers[ownLength]?.toString()
      response.writeHead(answer.statusCode ?? 502, {
        ...passedOn(answer.headers),
        vary: (isRouterRequest(request) && answer.headers.vary) || varyFor(answer.headers),
        ...(answer.headers.etag && { etag: answer.headers.etag }),
        ...(length !== undefined && { 'content-length': length }),
        ...keysFor(request, surrogateKeys(answer.headers)),
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

  return {
    handle: (request, response) => {
      // Clients may name a server in the target (RFC 9112, 3.2.2), but not choose which one Next asks.
      if (!request.url?.startsWith('/')) request.url = `/${request.url?.replace(/^\w+:\/\/[^/?]*\/?/, '')}`
      handle(request, response).catch(() => response.destroy())
    },
    store,
  }
}

/** Requests whose answer is not a page: Next's router and media. */
function isBypass(request: IncomingMessage, path: string): boolean {
  const { url = '' } = request
  return isRouterRequest(request) || /[?&]_rsc(?:=|&|$)/.test(url) || media.test(path)
}

function isRouterRequest({ headers }: IncomingMessage): boolean {
  return routerHeaders.some((header) => headers[header] !== undefined)
}
