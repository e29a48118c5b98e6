import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

/** Where Next listens: a socket in the file system, or a port of this machine. */
export type UpstreamAddress = { socketPath: string } | { host: string; port: number }

export type UpstreamRequest = {
  method: string
  /** Path and query. */
  url: string
  headers: IncomingHttpHeaders
  /** The request's body, if it may have one. */
  body?: IncomingMessage
}

/** The hop to Next, over connections that are kept open. */
export type Upstream = {
  /** Resolves with the answer's head; its body is still to be read. Rejects when there is no answer. */
  send(request: UpstreamRequest): Promise<IncomingMessage>
  close(): void
}

/** Headers that are one connection's affair (RFC 9110, 7.6.1), and those a client could use to change what others get. */
const notPassedOn = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'accept-encoding',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-original-url',
  'x-rewrite-url',
  'surrogate-capability',
])

/** Names Next's own parts talk to each other by. */
const internal = /^x-(?:invoke|matched|middleware|next|nextjs|now)-/

/**
 * @param origin of the site, so that Next sees one host and protocol, whatever clients claim
 * @param timeout most milliseconds to wait for Next
 */
export function createUpstream(address: UpstreamAddress, origin: string, timeout: number): Upstream {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const { host, protocol } = new URL(origin)
  return {
    send({ method, url, headers, body }) {
      return new Promise((resolve, reject) => {
        const outgoing = request({
          ...address,
          agent,
          method,
          path: url,
          timeout,
          headers: {
            ...Object.fromEntries(Object.entries(headers).filter(([name]) => isPassedOn(name))),
            ...framing(headers, body),
            host,
            'x-forwarded-proto': protocol.slice(0, -1),
            'x-forwarded-host': host,
            // Compressed here, once.
            'accept-encoding': 'identity',
          },
        })
        outgoing.on('response', resolve)
        outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')))
        outgoing.on('error', reject)
        if (!body) return outgoing.end()
        body.once('close', () => {
          if (!body.complete) outgoing.destroy(new Error('the client went away'))
        })
        body.pipe(outgoing)
      })
    },
    close: () => agent.destroy(),
  }
}

function isPassedOn(name: string): boolean {
  return !notPassedOn.has(name) && !internal.test(name)
}

/**
 * How long the body is that is really sent. A length without a body, or a body without one, would make Next take the
 * next reader's request on the same connection for this one's body, or this one's body for a request.
 */
function framing(headers: IncomingHttpHeaders, body: IncomingMessage | undefined): Record<string, string> {
  if (!body) return {}
  const length = headers['content-length']
  return length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': length }
}

/** Reads an answer whole; rejects when it breaks off or is larger than `most` bytes. */
export async function readBody(response: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > most) {
      response.destroy()
      throw new Error('the answer is too large')
    }
  }
  if (!response.complete) throw new Error('the answer broke off')
  return Buffer.concat(chunks)
}
