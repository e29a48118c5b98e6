import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { errorText } from '../../runtime/error-text.ts'
import { keysFor, ownLength, passedOn, surrogateKeys, varyFor } from './answer-headers.ts'
import { left } from './gate.ts'
import type { KeptFiles } from './kept-files.ts'
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

/** Answers with what Next answers, as it comes; of that, small files alone are kept. */
export type PassThrough = (request: IncomingMessage, response: ServerResponse, asked: Asked) => Promise<void>

/** @param files where small files are kept for the next who ask */
export function createPassThrough(options: PageServerOptions, files: KeptFiles): PassThrough {
  const { upstream, name, warn, headersFor } = options
  const stream = createStreaming(maxStreams)

  /** What clients are told of an answer, but for what depends on them. */
  function headersOf({ headers }: IncomingMessage, isRouters: boolean) {
    const policy = headers['content-security-policy']?.toString()
    return {
      ...passedOn(headers),
      vary: (isRouters && headers.vary) || varyFor(headers),
      ...headersFor(),
      // A route may be stricter with its files than the site is with all.
      ...(policy !== undefined && { 'content-security-policy': policy }),
    }
  }

  /** Keeps an answer that may be kept, which is then there at once for those who ask for it next. */
  async function pass(
    request: IncomingMessage,
    response: ServerResponse,
    answer: IncomingMessage,
    { url, isRouters }: Asked,
    drops: number,
  ) {
    const { headers, statusCode = 502 } = answer
    const own = headersOf(answer, isRouters)
    // Next leaves out how long a route's answer is; one that knows says it by another name.
    const length = headers['content-length'] ?? headers[ownLength]?.toString()
    const mayKeep = files.mayKeep(request, statusCode, headers, Number(length))
    const body = mayKeep ? await readBody(answer, Number(length)) : undefined
    // Whatever the query: of what never changes there is one.
    if (body) files.keep(url.replace(/\?.*$/s, ''), body, own as Record<string, string>, headers, drops)
    if (response.destroyed) return void answer.destroy()
    response.writeHead(statusCode, {
      ...own,
      ...(headers.etag && { etag: headers.etag }),
      ...(length !== undefined && { 'content-length': length }),
      ...keysFor(request, surrogateKeys(headers)),
      'cache-status': `${name}; fwd=bypass`,
    })
    if (body) response.end(body)
    else stream(answer, response)
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
      const drops = files.drops()
      answer = await upstream.send({ method, url, headers, ...(body && { body }), isStream: true, signal })
      if (response.destroyed) return void answer.destroy()
      await pass(request, response, answer, asked, drops)
    } catch (error) {
      answer?.destroy()
      if (error !== left) fail(response, url, error)
    }
  }
}
