import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { errorText } from '../../runtime/error-text.ts'
import type { Loaded } from '../finish-page.ts'
import { answerUncached } from '../uncached-answer.ts'
import { type AnswerStore, createAnswerStore } from './answer-store.ts'
import { createErrorPages } from './error-pages.ts'
import { createKeptFiles } from './kept-files.ts'
import { createPassThrough } from './pass-through.ts'
import { createRenderer, type Rendered } from './renderer.ts'
import { type RequestTarget, readTarget } from './request-target.ts'
import { isRouterRequest, withoutRouterHeaders, withoutRouterQuery } from './router.ts'
import { createSender } from './sender.ts'
import { createShrinker } from './shrinker.ts'
import type { Upstream } from './upstream.ts'
import { storeKey, type VariantOf } from './variant.ts'
import { sharedWork } from './waiting.ts'

export type PageServerOptions = {
  /** What the server calls itself in `Cache-Status` (RFC 9211). */
  name: string
  upstream: Upstream
  /**
   * Ids of the site's own client components; see client-modules. A site without any has no use for Next's router: what
   * only that asks for is answered with the page.
   */
  ownModules: ReadonlySet<string>
  /** The paths below `/_next/` at which there is a file; see build-files. Whatever else is asked for there is refused here. */
  builtFiles?: ReadonlySet<string>
  /**
   * What page says that there is nothing at an address: a name, the same for all who are to get the same answer. Nothing
   * where there is something.
   */
  nothingAt?(path: string, query: string, headers: IncomingHttpHeaders): string | undefined
  /** Headers for every answer; for a page, what it loads is given, so that they can allow it. */
  headersFor(loaded?: Loaded): Record<string, string>
  /** For answers that are kept in variants; see variant. */
  variantOf?: VariantOf
  /**
   * Whether a client wants something else than the page at a path, by `Accept` or by a query, which begins with its
   * question mark: the site decides what, and nothing of it is kept. Else neither makes a difference.
   */
  wantsOther?(path: string, headers: IncomingHttpHeaders, query: string): boolean
  /** Where a path leads by the site's own rules, so that one that is oddly written too leads there at once; itself if nowhere. */
  leadsTo?(path: string): string
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
  store: AnswerStore
  /** Drops all that is kept under one of these surrogate keys. */
  drop(keys: readonly string[]): void
}

/**
 * Where files are that are neither pages nor worth compressing: passed on as they come, ranges and conditions included.
 * The ending of an address says nothing: `/old/map.jpg` may be a page that says that there is none.
 */
const media = /^\/(?:media|_next\/static\/media)\//

/** Of those that are kept: what a busy hour's pages show. */
const maxFilesBytes = 16 * 1024 * 1024

/** A page that is being made. */
type Rendering = {
  /** How often pages had been dropped when it was begun. */
  drops: number
  wait(response: ServerResponse): Promise<Rendered | undefined>
}

/**
 * A request listener that answers for Next: pages from memory where it may keep them, one render for however many ask
 * at once, and the last good page while Next fails.
 */
export function createPageServer(options: PageServerOptions): PageServer {
  const store = createAnswerStore(options.maxBytes)
  const shrinker = createShrinker(store, options.warn)
  const render = createRenderer(options, store, shrinker)
  const files = createKeptFiles(options.name, maxFilesBytes)
  const passThrough = createPassThrough(options, files)
  const sender = createSender(options.name, store)
  const hasRouter = options.ownModules.size > 0
  const errors = createErrorPages()
  const rendering = new Map<string, Rendering>()

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET' } = request
    const target = readTarget(request.url ?? '/')
    if (target.kind !== 'canonical') return turnAway(request, response, target)
    const { path, query } = target
    if (path.startsWith('/_next/') && options.builtFiles?.has(path) === false)
      return refuse(request, response, 404, 'Not found')
    if (media.test(path) && files.answer(request, response, path)) return
    const isRouters = hasRouter && isRouterRequest(request, query)
    const asked = () => ({
      url: path + (hasRouter ? query : withoutRouterQuery(query)),
      headers: hasRouter ? request.headers : withoutRouterHeaders(request.headers),
    })
    if ((method !== 'GET' && method !== 'HEAD') || isRouters || media.test(path)) {
      options.onWork?.(request, response)
      return passThrough(request, response, { ...asked(), isRouters })
    }
    const variant = options.variantOf?.(path, request.headers)
    const key = storeKey(path, variant)
    const isForOne = options.wantsOther?.(path, request.headers, query) ?? false
    const kept = isForOne ? undefined : store.get(key)
    if (kept && kept.freshUntil > Date.now()) return sender.kept(request, response, key, kept, 'hit')
    const nothing = isForOne ? undefined : options.nothingAt?.(path, query, request.headers)
    const known = nothing === undefined ? undefined : errors.get(nothing, store.drops())
    if (known) return sender.rendered(request, response, known, 'hit')
    options.onWork?.(request, response)
    const begin = (): Rendering => {
      const own: Rendering = {
        drops: store.drops(),
        wait: sharedWork((signal) =>
          render({ key, ...asked(), isVariant: variant !== undefined, isForOne, signal }).finally(() => {
            if (rendering.get(key) === own) rendering.delete(key)
          }),
        ),
      }
      return own
    }
    if (isForOne) return send(request, response, key, await begin().wait(response), '')

    // Whoever asks for a page that is being made waits for it. If pages were dropped since that began, it is waited for
    // all the same, for Next would join the two: then the page is made anew.
    const drops = store.drops()
    let isForAll = true
    for (let running = rendering.get(key); running && isForAll; running = rendering.get(key)) {
      const shared = await running.wait(response)
      if (response.destroyed) return
      // Those who waited before had left before it was begun.
      if (!shared) continue
      // An answer that is one client's alone is everybody's own affair.
      isForAll = shared.answer !== undefined || shared.failed === true
      if (isForAll && running.drops >= drops) return send(request, response, key, shared, '; collapsed')
    }
    const own = begin()
    if (isForAll) rendering.set(key, own)
    const rendered = await own.wait(response)
    if (nothing !== undefined && rendered && !rendered.answer) errors.keep(nothing, rendered, own.drops)
    return send(request, response, key, rendered, rendered?.kept ? '; stored' : '')
  }

  /** @param rendered nothing when nobody waited for it */
  function send(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    rendered: Rendered | undefined,
    how: string,
  ) {
    if (!rendered || response.destroyed) return
    const status = rendered.failed
      ? `${rendered.status}${how}; detail=upstream-failed`
      : rendered.status + how
    if (rendered.answer) return sender.kept(request, response, key, rendered.answer, status)
    return sender.rendered(request, response, rendered, status)
  }

  /** A path with its query, as far as it leads. */
  function endOf(to: string): string {
    const mark = to.indexOf('?')
    const [path, query] = mark < 0 ? [to, ''] : [to.slice(0, mark), to.slice(mark)]
    const end = options.leadsTo?.(path) ?? path
    return end.includes('?') ? end : end + query
  }

  function turnAway(
    request: IncomingMessage,
    response: ServerResponse,
    target: Exclude<RequestTarget, { kind: 'canonical' }>,
  ) {
    if (target.kind !== 'moved') return refuse(request, response, 400, target.why)
    const location = endOf(target.to)
    return refuse(request, response, 308, location, { location })
  }

  /** There is no end of such addresses: nobody is to keep the answer. */
  function refuse(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    body: string,
    headers: Record<string, string> = {},
  ) {
    options.onWork?.(request, response)
    answerUncached(response, status, `${body}\n`, { ...headers, ...options.headersFor() })
  }

  return {
    handle: (request, response) => {
      handle(request, response).catch((error: unknown) => {
        options.warn('failed', {
          path: (request.url ?? '').slice(0, 200),
          reason: errorText(error).slice(0, 200),
        })
        response.destroy()
      })
    },
    store,
    drop(keys) {
      store.drop(keys)
      files.drop(keys)
    },
  }
}
