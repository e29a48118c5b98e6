import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { answerUncached } from '../uncached-answer.ts'

const reading = 'GET, HEAD'

/**
 * A listener that lets through what a site is for: reading, and sending a form to where one is taken.
 *
 * @param forms paths that take one by `POST`
 * @param refusing told before a request is turned away
 */
export function allowing(
  handle: RequestListener,
  forms: readonly string[],
  refusing: (request: IncomingMessage, response: ServerResponse) => void,
): RequestListener {
  return (request, response) => {
    const { method, url = '' } = request
    if (method === 'GET' || method === 'HEAD') return handle(request, response)
    const takesForm = forms.includes(url.replace(/\?.*$/, ''))
    if (method === 'POST' && takesForm) return handle(request, response)
    refusing(request, response)
    const allow = takesForm ? 'POST' : reading
    // What it still wants to send, nobody will read.
    answerUncached(response, 405, 'This can only be read.\n', { allow, connection: 'close' })
  }
}

/** Answers who takes the server for a proxy (`CONNECT`); by itself, Node hangs up. */
export function refuseTunnels(server: Server) {
  const answer = `HTTP/1.1 405 Method Not Allowed\r\nAllow: ${reading}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
  server.on('connect', (_, socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(answer, () => socket.destroy())
  })
}
