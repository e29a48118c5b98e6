import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

/** An answer as if it had come over a connection. */
export function messageOf({ status, headers, body }: Response): IncomingMessage {
  const fields: Record<string, string | string[]> = Object.fromEntries(headers)
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) fields['set-cookie'] = cookies
  if (!body && status !== 304) fields['content-length'] = '0'
  const stream = body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])
  return Object.assign(stream, {
    statusCode: status,
    headers: fields,
    complete: true,
  }) as unknown as IncomingMessage
}
