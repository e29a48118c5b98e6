import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as it came in. */
export type ReceivedRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/** A server that records its requests: a cache, a hub or a search engine, as a test needs it. */
export type Receiver = {
  url: string
  requests: ReceivedRequest[]
  /** The status it answers with, 200 until this is called; 0 breaks the connection, -1 never answers. */
  answer(status: number): void
  close(): Promise<void>
}

/** Starts a receiver on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = []
  let status = 200
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    requests.push({ method, url, headers, body: await text(request) })
    if (status === 0) request.socket.destroy()
    if (status > 0) response.writeHead(status).end('said')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (given) => {
      status = given
    },
    close,
  }
}
