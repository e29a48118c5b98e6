import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import type { AnswerStore } from '../serve/page-cache/answer-store.ts'
import { createPageServer, type PageServerOptions } from '../serve/page-cache/page-server.ts'
import { createUpstream } from '../serve/page-cache/upstream.ts'

/** An answer of the pretend Next, or a function that writes the response. */
export type UpstreamAnswer =
  | { status?: number; headers?: OutgoingHttpHeaders; body?: string | Buffer }
  | ((response: ServerResponse) => void)

/** A request as it reached the pretend Next. */
export type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/** An answer as received. */
export type Received = {
  status: number
  headers: IncomingHttpHeaders
  raw: Buffer
  /** The decoded body. */
  text: string
}

export type Sent = { method?: string; headers?: OutgoingHttpHeaders; body?: string }

/** A page server on a port of this machine, in front of a pretend Next whose answers a test sets. */
export type TestSite = {
  port: number
  store: AnswerStore
  /** Drops all that is kept under one of these surrogate keys. */
  drop(keys: readonly string[]): void
  /** What the pretend Next answers, by path; else with 404. */
  answers: Map<string, UpstreamAnswer>
  /** The requests that reached the pretend Next. */
  seen: Seen[]
  /** How many requests reached the page server. */
  arrived(): number
  /** How many connections are open: with clients, and between the two servers. */
  connections(): Promise<{ clients: number; upstream: number }>
  /** The calls of `warn`. */
  warnings: { event: string; fields: Record<string, string | number> }[]
  send(path: string, request?: Sent): Promise<Received>
  get(path: string, headers?: OutgoingHttpHeaders): Promise<Received>
  /** From now on connections to the pretend Next are refused. */
  stopUpstream(): Promise<void>
}

export type TestSiteOptions = Partial<
  Pick<
    PageServerOptions,
    | 'maxBytes'
    | 'ownModules'
    | 'headersFor'
    | 'nothingAt'
    | 'failurePage'
    | 'variantOf'
    | 'wantsOther'
    | 'onWork'
    | 'onRender'
  >
> & { timeout?: number; socketPath?: string }

export const testOrigin = 'https://news.example'

/** An answer that may be cached. */
export function page(html: string, headers: OutgoingHttpHeaders = {}) {
  return {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 's-maxage=3600', ...headers },
    body: html,
  }
}

/** Text without a pattern, so that compressors give clearly different results. */
export const longText = `<!DOCTYPE html><p>${words(1500)}</p>`

function words(count: number): string {
  const some = ['fox', 'ünïcödé', 'hound', '国际', 'quick', 'brown', 'lazy', 'jumps', 'over', 'and', 'then']
  let state = 1
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647
    return some[state % some.length]
  }).join(' ')
}

/** Starts both servers; they are closed after the test. */
export async function startTestSite(options: TestSiteOptions = {}): Promise<TestSite> {
  const { timeout = 10_000, socketPath, ...given } = options
  const answers = new Map<string, UpstreamAnswer>()
  const seen: Seen[] = []
  const warnings: TestSite['warnings'] = []
  const next = await listen(
    async (incoming, response) => {
      const { method = '', url = '', headers } = incoming
      const body = await buffer(incoming).then(String, () => undefined)
      // An incomplete body is not a request.
      if (body === undefined) return
      seen.push({ method, url, headers, body })
      const answer = answers.get(url.replace(/\?.*/, '')) ?? { status: 404, body: 'unknown' }
      if (typeof answer === 'function') answer(response)
      else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
    },
    socketPath === undefined ? { port: 0, host: '127.0.0.1' } : { path: socketPath },
  )
  const address = socketPath === undefined ? { host: '127.0.0.1', port: portOf(next) } : { socketPath }
  const upstream = createUpstream(async () => address, testOrigin, timeout)
  const { handle, store, drop } = createPageServer({
    name: 'test',
    upstream,
    ownModules: new Set(),
    headersFor: (loaded) => ({ 'x-checked': loaded === undefined ? 'file' : 'page' }),
    cacheControl: (seconds) => `public, max-age=0, s-maxage=${seconds}`,
    failurePage: '<!doctype html><h1>Try again</h1>',
    maxBytes: 16 * 1024 * 1024,
    warn: (event, fields) => warnings.push({ event, fields }),
    ...given,
  })
  let arrived = 0
  const outer = await listen(
    (incoming, response) => {
      arrived += 1
      handle(incoming, response)
    },
    { port: 0, host: '127.0.0.1' },
  )
  const port = portOf(outer)
  onTestFinished(async () => {
    await close(outer)
    upstream.close()
    await close(next)
  })
  const send = (path: string, sent: Sent = {}) => receive(port, path, sent)
  return {
    port,
    store,
    drop,
    answers,
    seen,
    warnings,
    arrived: () => arrived,
    connections: async () => ({ clients: await connections(outer), upstream: await connections(next) }),
    send,
    get: (path, headers = {}) => send(path, { headers }),
    stopUpstream: () => close(next),
  }
}

/** Sends one request over a separate connection, and reads the answer as it comes. */
export async function receive(port: number, path: string, sent: Sent = {}): Promise<Received> {
  const { method = 'GET', headers = {}, body } = sent
  const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false })
  outgoing.end(body)
  const [answer] = await once(outgoing, 'response')
  const raw = await buffer(answer)
  return { status: answer.statusCode, headers: answer.headers, raw, text: decoded(raw, answer.headers) }
}

function decoded(raw: Buffer, headers: IncomingHttpHeaders): string {
  if (raw.length === 0) return ''
  if (headers['content-encoding'] === 'br') return String(brotliDecompressSync(raw))
  if (headers['content-encoding'] === 'gzip') return String(gunzipSync(raw))
  return String(raw)
}

async function listen(
  handle: RequestListener,
  where: { path: string } | { port: number; host: string },
): Promise<Server> {
  // Like the page server's own: an unread body does not close the connection by itself.
  const server = createServer({ keepAliveTimeout: 65_000 }, handle).listen({ backlog: 2048, ...where })
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function connections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count)))
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
