import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

/** Where Next listens: a socket in the file system, or a port of this machine. */
export type UpstreamAddress = { socketPath: string } | { host: string; port: number }

export type UpstreamRequest = {
  method: string
  /** Path and query. */
  url: string
  headers: IncomingHttpHeaders
  /** The request's body, if it may have one: whole, so that a client that dawdles does not keep Next waiting. */
  body?: Buffer
  /**
   * Whether the answer is passed on only as fast as the client takes it: then clients that dawdle may hold all
   * connections there are for such, and pages are still made over others.
   */
  isStream?: boolean
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
 * @param timeout most milliseconds to wait for a page; for what is streamed, pictures that queue to be made above all, four
 * times as long
 */
export function createUpstream(address: UpstreamAddress, origin: string, timeout: number): Upstream {
  // Next renders in one thread: more at once take memory and give nothing.
  const pages = new Agent({ keepAlive: true, maxSockets: 32 })
  const streams = new Agent({ keepAlive: true, maxSockets: 1024 })
  const { host, protocol } = new URL(origin)
  return {
    send({ method, url, headers, body, isStream }) {
      return new Promise((resolve, reject) => {
        const outgoing = request({
          ...address,
          agent: isStream ? streams : pages,
          method,
          path: url,
          timeout: isStream ? 4 * timeout : timeout,
          headers: {
            ...Object.fromEntries(Object.entries(headers).filter(([name]) => isPassedOn(name))),
            // Of what is really sent: by another length, Next would take the next reader's request for this one's body.
            ...(body && { 'content-length': body.length }),
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
        outgoing.end(body)
      })
    },
    close: () => {
      pages.destroy()
      streams.destroy()
    },
  }
}

function isPassedOn(name: string): boolean {
  return !notPassedOn.has(name) && !internal.test(name)
}

/** Reads a message whole; rejects when it breaks off or is larger than `most` bytes. */
export async function readBody(message: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > most) {
      message.destroy()
      throw new Error('it is too large')
    }
  }
  if (!message.complete) throw new Error('it broke off')
  return Buffer.concat(chunks)
}
