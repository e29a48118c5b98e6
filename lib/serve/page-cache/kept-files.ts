import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { keysFor, surrogateKeys } from './answer-headers.ts'
import { createKeyedStore, type Keyed } from './keyed-store.ts'
import { lifetimeOf } from './storable.ts'

/** A file as it was answered. */
type KeptFile = Keyed & { etag: string | undefined; headers: Record<string, string>; body: Buffer }

/** Small files that never change, pictures above all, answered from memory: they need wait in no line. */
export type KeptFiles = {
  /** Answers, if the file is kept and is asked for whole; returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): boolean
  /** Whether an answer may be kept: then it is read whole before it is passed on. */
  mayKeep(request: IncomingMessage, status: number, headers: IncomingHttpHeaders, length: number): boolean
  /**
   * @param headers of the answer as a client gets it
   * @param given headers as Next gave them
   * @param drops what `drops` said before Next was asked: what was dropped since is not kept
   */
  keep(
    path: string,
    body: Buffer,
    headers: Record<string, string>,
    given: IncomingHttpHeaders,
    drops: number,
  ): void
  /** Forgets the files with one of these keys. */
  drop(keys: readonly string[]): void
  drops(): number
}

/** Larger ones are few, and are read from the disk as fast as clients take them. */
const maxFileBytes = 256 * 1024
const immutable = /\bimmutable\b/

/** @param name of the server in `Cache-Status` (RFC 9211) @param maxBytes most memory they may take */
export function createKeptFiles(name: string, maxBytes: number): KeptFiles {
  const store = createKeyedStore<KeptFile>(maxBytes, ({ body }) => body.length)

  return {
    answer(request, response, path) {
      const { method, headers } = request
      if ((method !== 'GET' && method !== 'HEAD') || headers.range !== undefined) return false
      const file = store.get(path)
      if (!file || file.freshUntil <= Date.now()) return false
      const isCurrent = file.etag !== undefined && headers['if-none-match']?.includes(file.etag) === true
      response.writeHead(isCurrent ? 304 : 200, {
        ...file.headers,
        ...(file.etag !== undefined && { etag: file.etag }),
        ...(!isCurrent && { 'content-length': file.body.length }),
        ...keysFor(request, file.keys),
        'cache-status': `${name}; hit`,
      })
      response.end(isCurrent || method === 'HEAD' ? undefined : file.body)
      return true
    },
    mayKeep: (request, status, headers, length) =>
      request.method === 'GET' &&
      request.headers.range === undefined &&
      length <= maxFileBytes &&
      immutable.test(headers['cache-control'] ?? '') &&
      lifetimeOf(status, headers) > 0,
    keep(path, body, headers, given, drops) {
      if (store.drops() !== drops) return
      const { etag } = given
      const freshUntil = Date.now() + lifetimeOf(200, given) * 1000
      store.set(path, { body, headers, etag, keys: surrogateKeys(given), freshUntil })
    },
    drop: (keys) => void store.drop(keys),
    drops: store.drops,
  }
}
