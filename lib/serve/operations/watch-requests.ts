import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Log } from '../../runtime/log.ts'
import type { Metrics } from './metrics.ts'

/** Follows requests from their arrival to the last byte of their answer: counts them, names them, logs them. */
export type RequestWatch = {
  /** A listener that does what the given one does, watched. */
  watched(handle: RequestListener): RequestListener
  /** Says that a request is not answered from memory: it gets an id, and a line in the log. */
  isWork(request: IncomingMessage, response: ServerResponse): void
  /** Requests that have come and are not answered yet. */
  running(): number
}

/**
 * Told of a request: before anything costly is done for it, or, when nothing is, after its answer. What it returns is
 * told what became of the request.
 *
 * @param started when the request came, by `performance.now()`, if that is over
 */
export type RequestTrace = (request: IncomingMessage, started?: number) => (outcome: RequestOutcome) => void

export type RequestOutcome = {
  /** Of those not answered from memory. */
  id?: string
  /** Nothing when the client left before the end. */
  status?: number
  /** What the page cache did. */
  cache: string
}

const idHeader = 'x-request-id'
/** What a cache in front may call a request; anything else could be meant for whoever reads the log. */
const knownId = /^[\w.:-]{1,64}$/

/**
 * Answers from memory are counted, and logged at `debug` only: there are thousands a second, and caches in front keep
 * such logs. A choice about cookies has a line of its own, of which there are only so many; see lib/consent/record-keeper.
 * Other requests that cost something are logged at `info`, those that failed at `warn`, with the id that came in
 * `X-Request-Id` or a new one, which goes to Next and back to whoever asked.
 *
 * @param trace where traces are wanted
 */
export function createRequestWatch(metrics: Metrics, log: Log, trace?: RequestTrace): RequestWatch {
  const works = new WeakMap<ServerResponse, { id: string; endTrace: ReturnType<RequestTrace> | undefined }>()
  let running = 0

  const isWork: RequestWatch['isWork'] = (request, response) => {
    if (works.has(response)) return
    const given = String(request.headers[idHeader] ?? '')
    const id = knownId.test(given) ? given : randomUUID()
    works.set(response, { id, endTrace: trace?.(request) })
    request.headers[idHeader] = id
    if (!response.headersSent) response.setHeader(idHeader, id)
  }

  const ended = (request: IncomingMessage, response: ServerResponse, started: number) => {
    running -= 1
    const seconds = (performance.now() - started) / 1000
    const { id, endTrace = trace?.(request, started) } = works.get(response) ?? {}
    const cache = id === undefined ? 'hit' : outcome(String(response.getHeader('cache-status') ?? ''))
    const { statusCode: status, writableFinished } = response
    const code = writableFinished ? String(status) : 'aborted'
    metrics.count('dateline_requests_total', 'Requests, by status and by what the page cache did.', {
      status: code,
      cache,
    })
    metrics.time('dateline_request_seconds', 'From the head of a request to the end of its answer.', seconds)
    endTrace?.({ ...(id !== undefined && { id }), ...(writableFinished && { status }), cache })
    const isSeldomRead = id === undefined || (status === 303 && isChoice(request))
    const level = isSeldomRead ? 'debug' : writableFinished && status >= 500 ? 'warn' : 'info'
    log(level, 'request', {
      ...(id !== undefined && { id }),
      method: request.method,
      url: request.url?.slice(0, 200),
      status: code,
      cache,
      milliseconds: Math.round(seconds * 10_000) / 10,
    })
  }

  return {
    watched: (handle) => (request, response) => {
      const started = performance.now()
      running += 1
      response.on('close', () => ended(request, response, started))
      return handle(request, response)
    },
    isWork,
    running: () => running,
  }
}

function isChoice({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && /^\/consent(?:\?|$)/.test(url)
}

/** What the page cache did, by what it says of itself in `Cache-Status` (RFC 9211). */
function outcome(cacheStatus: string): 'miss' | 'stale' | 'bypass' | 'collapsed' | 'hit' | 'none' {
  if (/;\s*hit/.test(cacheStatus)) return 'hit'
  if (cacheStatus.includes('collapsed')) return 'collapsed'
  const [, forward] = /fwd=(miss|stale|bypass)/.exec(cacheStatus) ?? []
  return (forward as 'miss' | 'stale' | 'bypass' | undefined) ?? 'none'
}
