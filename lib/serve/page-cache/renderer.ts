import type { IncomingHttpHeaders } from 'node:http'
import { errorText } from '../../runtime/error-text.ts'
import { type FinishedPage, finishPage } from '../finish-page.ts'
import { isEncoded, passedOn, surrogateKeys, varyFor } from './answer-headers.ts'
import type { AnswerStore, KeptAnswer } from './answer-store.ts'
import { needsScript } from './client-modules.ts'
import { left } from './gate.ts'
import type { PageServerOptions } from './page-server.ts'
import { represent } from './representation.ts'
import type { Shrinker } from './shrinker.ts'
import { storableFor } from './storable.ts'
import { readBody } from './upstream.ts'

/** What came of asking Next: an answer for everyone, or for this time only; `failed` when Next had none. */
export type Rendered = { status: string; failed?: true } & (
  | { answer: KeptAnswer; kept?: boolean }
  | {
      answer?: never
      kept?: never
      code: number
      headers: Record<string, string | string[]>
      keys?: string[]
      body: Buffer
    }
)

/** A page larger than this is somebody's mistake. */
const maxPageBytes = 16 * 1024 * 1024

/** For a page that is not the newest: caches in front should ask again at once. */
const staleControl = 'public, max-age=0, s-maxage=1'
/** And for one that is for some readers only. */
const staleVariant = 'private, no-store'

/** What Next is to be asked for. */
export type Asked = {
  /** What the page is kept by. */
  key: string
  url: string
  headers: IncomingHttpHeaders
  /** Whether it is kept for those alone who are to get the same; see variant. */
  isVariant: boolean
  /** Whether the answer is one client's alone. */
  isForOne: boolean
  /** Aborted when nobody waits for it any more. */
  signal: AbortSignal
}

/** Resolves with nothing when nobody waited for it any more before Next was asked. */
export type Render = (asked: Asked) => Promise<Rendered | undefined>

/** Makes pages by asking Next for them, and keeps in the store what may be kept. */
export function createRenderer(options: PageServerOptions, store: AnswerStore, shrinker: Shrinker): Render {
  const { upstream, warn } = options
  const failure = finishPage(options.failurePage, true)

  /** Asks Next for a page, and keeps it if it may be kept. Never rejects: failing is an answer too. */
  async function render(asked: Asked): Promise<Rendered | undefined> {
    const { key, url, headers, isVariant, isForOne, signal } = asked
    const drops = store.drops()
    shrinker.renderBegins()
    try {
      const started = performance.now()
      const answer = await upstream.send({ method: 'GET', url, headers: unconditional(headers), signal })
      const status = answer.statusCode ?? 502
      const body = await readBody(answer, maxPageBytes)
      options.onRender?.((performance.now() - started) / 1000)
      // 501 says what the site does not do, not that it failed.
      if (status >= 500 && status !== 501) return failed(key, `Next answered ${status}`, isVariant)
      const seconds = isForOne ? 0 : storableFor(status, answer.headers, isVariant)
      const isHtml =
        (answer.headers['content-type'] ?? '').startsWith('text/html') && !isEncoded(answer.headers)
      const page = isHtml ? finish(body.toString('utf8')) : undefined
      const final = page ? Buffer.from(page.html) : body
      const own = {
        ...passedOn(answer.headers),
        ...options.headersFor(page?.loaded),
        vary: varyFor(answer.headers),
      }
      if (seconds === 0) {
        if (!isForOne) store.delete(key)
        return {
          status: 'fwd=miss',
          code: status,
          // What Next lets shared caches keep, it means for everyone.
          headers: isForOne ? { ...own, 'cache-control': 'private, no-store' } : own,
          keys: surrogateKeys(answer.headers),
          body: final,
        }
      }
      const representation = await represent(final)
      // What was begun before pages were dropped may show what they were dropped for.
      const isCurrent = store.drops() === drops
      const made: KeptAnswer = {
        representation,
        headers: {
          ...(own as Record<string, string>),
          // What a variant says to browsers holds for them, whatever this cache does.
          ...(isHtml && !isVariant && { 'cache-control': options.cacheControl(seconds) }),
          ...(!isCurrent && { 'cache-control': isVariant ? staleVariant : staleControl }),
        },
        keys: surrogateKeys(answer.headers),
        freshUntil: isCurrent ? Date.now() + seconds * 1000 : 0,
      }
      const kept = (isCurrent || !store.peek(key)) && store.set(key, made)
      if (kept) shrinker.add(key)
      return { status: 'fwd=miss', answer: made, kept }
    } catch (error) {
      if (error === left) return undefined
      return failed(key, errorText(error), isVariant)
    }
  }

  function finish(html: string): FinishedPage {
    return finishPage(html, needsScript(html, options.ownModules))
  }

  /** The last good page if there is one, else the page for that. */
  function failed(key: string, reason: string, isVariant: boolean): Rendered {
    const last = store.get(key)
    warn(last ? 'served stale' : 'failed', { path: key.slice(0, 200), reason })
    if (last) {
      const headers = { ...last.headers, 'cache-control': isVariant ? staleVariant : staleControl }
      return { status: 'fwd=stale', failed: true, answer: { ...last, headers } }
    }
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '10',
      'cache-control': 'no-store',
    }
    const body = Buffer.from(failure.html)
    return {
      status: 'fwd=miss',
      failed: true,
      code: 503,
      headers: { ...headers, ...options.headersFor(failure.loaded) },
      body,
    }
  }

  return render
}

/** The answer will be everyone's, whatever this client has of it already. */
function unconditional(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(?:if-|range$)/.test(name)))
}
