import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { answerUncached } from '../uncached-answer.ts'

/**
 * What one client may ask of this server, for sites with no cache in front. Nothing here goes by address: behind a
 * proxy all readers have the same.
 */
export type Limits = {
  /** Of a request's head, URL included, in bytes. Node answers 431. */
  headBytes: number
  /** Of the path and query, in characters. */
  urlLength: number
  /** Of a body, in bytes. */
  bodyBytes: number
  /** Until the head of a request is there, milliseconds. Node answers 408. */
  headMilliseconds: number
  /** Until the whole request is there, milliseconds. Node answers 408. */
  requestMilliseconds: number
  /** For how long nothing may move on a connection in the middle of an answer, milliseconds. */
  stalledMilliseconds: number
  /** Open connections at once; more are closed. */
  connections: number
  /** Requests on one connection that wait for their answer, or for the client to take it. */
  unanswered: number
}

export const usualLimits: Limits = {
  headBytes: 16 * 1024,
  urlLength: 8000,
  bodyBytes: 64 * 1024,
  headMilliseconds: 10_000,
  requestMilliseconds: 60_000,
  stalledMilliseconds: 60_000,
  connections: 10_000,
  unanswered: 4,
}

/** Longer than the idle time of caches and balancers in front, so that they close connections, not we in their face. */
export const keepAliveTimeout = 65_000

/** The limits Node keeps by itself. */
export function serverOptions(limits: Limits): ServerOptions {
  return {
    keepAliveTimeout,
    maxHeaderSize: limits.headBytes,
    headersTimeout: limits.headMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: Math.min(5000, limits.headMilliseconds),
  }
}

/** Those that are set on servers; of connections, they all have so many together. */
export function limitConnections(servers: readonly Server[], limits: Limits) {
  let open = 0
  for (const server of servers) {
    server.setTimeout(limits.stalledMilliseconds)
    server.on('connection', (socket) => {
      open += 1
      socket.once('close', () => {
        open -= 1
      })
      if (open > limits.connections) socket.destroy()
    })
  }
}

/**
 * A listener that closes a connection on which too many requests are sent before their answers are taken. Node reads as
 * many as fit into a piece of what arrives, each with an answer of its own in memory: a few hundred clients that take
 * none would fill it. No browser or cache sends more than one at a time, and a client that does has to expect that the
 * connection closes (RFC 9112, section 9.3.2).
 */
export function limitPipelining(handle: RequestListener, limits: Limits): RequestListener {
  const unanswered = new WeakMap<Socket, number>()
  const add = (socket: Socket, change: number) => {
    const number = (unanswered.get(socket) ?? 0) + change
    unanswered.set(socket, number)
    return number
  }
  return (request, response) => {
    const { socket } = request
    // What had arrived together with one request too many.
    if (socket.destroyed) return
    if (add(socket, 1) > limits.unanswered) return void socket.destroy()
    response.once('close', () => add(socket, -1))
    handle(request, response)
  }
}

/**
 * A listener that turns away what is too large before anything is done for it.
 *
 * @param largeBodies paths that read a body in their own way, however large
 * @param refusing told before a request is turned away
 */
export function limited(
  handle: RequestListener,
  limits: Limits,
  largeBodies: readonly string[],
  refusing: (request: IncomingMessage, response: ServerResponse) => void,
): RequestListener {
  return (request, response) => {
    const { url = '', headers } = request
    const refuse = (status: number, why: string) => {
      refusing(request, response)
      // What it still wants to send, nobody will read.
      answerUncached(response, status, `${why}\n`, { connection: 'close' })
    }
    if (url.length > limits.urlLength) return refuse(414, 'The address is too long.')
    if (headers['transfer-encoding'] === undefined && headers['content-length'] === undefined)
      return handle(request, response)
    if (largeBodies.includes(url)) return handle(request, response)
    if (headers['content-length'] === undefined) return refuse(411, 'Say how long the message is.')
    if (Number(headers['content-length']) > limits.bodyBytes) return refuse(413, 'The message is too large.')
    return handle(request, response)
  }
}
