import { once } from 'node:events'
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type Replica, startReplica } from '../bench/replicas.ts'
import { startVarnish } from '../bench/varnish.ts'
import { freePort } from './site.ts'

/** Varnish, as deploy/ sets it up, before replicas of the site. */
export type Front = {
  url: string
  replicas: Replica[]
  stop(): Promise<void>
}

export async function startFront(varnish: string, contentDir: string, count: number): Promise<Front> {
  const port = await freePort()
  const front = `http://127.0.0.1:${port}`
  const replicas: Replica[] = []
  for (let number = 0; number < count; number += 1)
    replicas.push(await startReplica({ port: await freePort(), contentDir, front }))
  const cache = await startVarnish(
    varnish,
    port,
    replicas.map((replica) => replica.port),
  )
  return {
    url: front,
    replicas,
    stop: async () => {
      await cache.stop()
      await Promise.all(replicas.map((replica) => replica.stop()))
    },
  }
}

export type FrontAnswer = {
  status: number
  headers: IncomingMessage['headers']
  /** The body without its coding. */
  text: string
}

/** Sends these bytes over a connection of its own. Resolves to whatever comes back until it is closed. */
export async function sendBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(bytes, 'latin1')
  return String(await buffer(socket))
}

/** Sends exactly this, over a connection of its own. */
export async function send(
  url: string,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
    from,
  }: {
    method?: string
    headers?: OutgoingHttpHeaders
    body?: string
    /** An address of this machine to ask from. */
    from?: string
  } = {},
): Promise<FrontAnswer> {
  const { hostname, port } = new URL(url)
  const outgoing = request({
    hostname,
    port,
    path,
    method,
    headers,
    agent: false,
    ...(from !== undefined && { localAddress: from }),
  })
  outgoing.end(body)
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  const raw = await buffer(answer)
  const coding = raw.length === 0 ? undefined : answer.headers['content-encoding']
  const bytes = coding === 'br' ? brotliDecompressSync(raw) : coding === 'gzip' ? gunzipSync(raw) : raw
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: String(bytes) }
}
