import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Ends a server so that no request that reached it is lost. */
export type Drain = {
  /** A listener that, once the end has begun, asks clients to come back over another connection. */
  draining(handle: RequestListener): RequestListener
  /** Whether the end has begun: then the server is not ready, so that nobody is sent here any more. */
  isStopping(): boolean
  /**
   * Goes on answering for a while, for those in front do not know yet; then takes no more connections and waits for
   * the answers that are under way. Resolves when the last connection is closed.
   */
  stop(servers: readonly Server[]): Promise<void>
}

/**
 * @param notice for how long those in front may go on sending requests, milliseconds
 * @param patience how long answers may take after that, milliseconds
 */
export function createDrain(notice: number, patience: number): Drain {
  let stopping = false
  return {
    draining: (handle) => (request, response) => {
      if (stopping) response.setHeader('connection', 'close')
      return handle(request, response)
    },
    isStopping: () => stopping,
    async stop(servers) {
      stopping = true
      const until = Date.now() + notice
      while (Date.now() < until && (await connections(servers)) > 0) await sleep(20)
      await Promise.all(servers.map((server) => closed(server, patience)))
    },
  }
}

/** Stops taking connections and waits for the running answers, but not for ever. */
export async function closed(server: Server, patience: number): Promise<void> {
  const ended = once(server, 'close')
  server.close()
  // A connection that becomes idle when its answer is out would otherwise stay until its client leaves.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  await ended
  clearInterval(idle)
  clearTimeout(late)
}

async function connections(servers: readonly Server[]): Promise<number> {
  const counts = servers.map(
    (server) => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count))),
  )
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}
