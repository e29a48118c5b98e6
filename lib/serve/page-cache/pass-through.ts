import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { errorText } from '../../runtime/error-text.ts'
import { keysFor, ownLength, passedOn, surrogateKeys, varyFor } from './answer-headers.ts'
import { left } from './gate.ts'
import type { PageServerOptions } from './page-server.ts'
import { createStreaming } from './streaming.ts'
import { readBody } from './upstream.ts'
import { leaving } from './waiting.ts'

/** More than the server's own door lets through; see lib/serve/operations/limits. */
const maxFormBytes = 1024 * 1024
/** Each takes three open files of this process, and a film its own. */
const maxStreams = 512

/** What Next is to be asked for a request. */
type Asked = {
  url: string
  headers: IncomingHttpHeaders
  /** Whether it is Next's router that asks: its answers vary as Next says. */
  isRouters: boolean
}

/** Answers with what Next answers, as it comes; keeps nothing. */
export type PassThrough = (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>

export function createPassThrough(options: PageServerOptions): PassThrough {
  const { upstream, name, warn, headersFor } = options
  const stream = createStreaming(maxStreams)

  function writeHead(
    request: IncomingMessage,
    response: ServerResponse,
    answer: IncomingMessage,
    asked: Asked,
  ) {
    const { headers, statusCode = 502 } = answer
    const policy = headers['content-security-policy']?.toString()
    // Next leaves out how long a route's answer is; one that knows says it by another name.
    const length = headers['content-length'] ?? headers[ownLength]?.toString()
    response.writeHead(statusCode, {
      ...passedOn(headers),
      vary: (asked.isRouters && headers.vary) || varyFor(headers),
      ...(headers.etag && { etag: headers.etag }),
      ...(length !== undefined && { 'content-length': length }),
      ...keysFor(request, surrogateKeys(headers)),
      ...headersFor(),
      // A route may be stricter with its files than the site is with all.
      ...(policy !== undefined && { 'content-security-policy': policy }),
      'cache-status': `${name}; fwd=bypass`,
    })
  }

  function fail(response: ServerResponse, url: string, error: unknown) {
    warn('failed', { path: url.slice(0, 200), reason: errorText(error) })
    if (response.headersSent) return response.destroy()
    return response
      .writeHead(503, { 'retry-after': '10', 'cache-control': 'no-store', ...headersFor() })
      .end()
  }

  return async (request, response, asked) => {
    const { method = 'GET' } = request
    const { url, headers } = asked
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const body = hasBody ? await readBody(request, maxFormBytes).catch(() => undefined) : undefined
    // Its client broke off, or says more than any form.
    if (hasBody && !body) return void response.destroy()
    const signal = leaving(response)
    let answer: IncomingMessage | undefined
    try {
      answer = await upstream.send({ method, url, headers, ...(body && { body }), isStream: true, signal })
      if (response.destroyed) return void answer.destroy()
      writeHead(request, response, answer, asked)
      stream(answer, response)
    } catch (error) {
      answer?.destroy()
      if (error !== left) fail(response, url, error)
    }
  }
}
