import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startVarnish } from '../bench/varnish.ts'
import { freePort } from './site.ts'

/** A server in a replica's place, which is ready, answers what a test wants, and takes notes of what it is asked. */
export type Origin = {
  port: number
  /** Method and target of each request so far, as they came. */
  asked: string[]
  /** What it answers from now on. */
  answer: RequestListener
  /** Connections that are open, of whomever. */
  connections(): Promise<number>
  close(): Promise<void>
}

/** Varnish, as deploy/ sets it up, before such servers. */
export type Behind = {
  url: string
  origins: Origin[]
  /** What all of them answer from now on. */
  answer(answer: RequestListener): void
  /** What was asked of them, in whichever order, while something was done. */
  during(act: () => Promise<unknown>): Promise<string[]>
  stop(): Promise<void>
}

/** What a page's head says to caches. */
export const kept = { 'content-type': 'text/html', 'cache-control': 'public, max-age=30, s-maxage=86400' }

/** What the site says to an address that is no page. */
export const keptForASecond = {
  'content-type': 'text/html',
  'cache-control': 'public, max-age=0, s-maxage=1',
}

export async function startOrigin(): Promise<Origin> {
  const server = createServer((request, response) => {
    if (request.url === '/readyz') return response.end()
    origin.asked.push(`${request.method} ${request.url}`)
    origin.answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin: Origin = {
    port: (server.address() as AddressInfo).port,
    asked: [],
    answer: (_, response) => response.end(),
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
  return origin
}

/** @param varnish path of varnishd */
export async function startBehind(varnish: string, count: number): Promise<Behind> {
  const origins: Origin[] = []
  for (let number = 0; number < count; number += 1) origins.push(await startOrigin())
  const ports = origins.map(({ port }) => port)
  const cache = await startVarnish(varnish, await freePort(), ports)
  return {
    url: cache.url,
    origins,
    answer: (answer) => {
      for (const origin of origins) origin.answer = answer
    },
    async during(act) {
      const before = origins.map(({ asked }) => asked.length)
      await act()
      return origins.flatMap(({ asked }, index) => asked.slice(before[index]))
    },
    async stop() {
      await cache.stop()
      for (const origin of origins) await origin.close()
    },
  }
}
