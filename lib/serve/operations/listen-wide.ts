import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo, ListenOptions } from 'node:net'

/**
 * How many sockets take connections. The event loop takes one connection from each in a round (libuv since 1.48), so with
 * a single one, whoever keeps it busy over connections that are open leaves everybody else before the door.
 */
const doors = 64

/**
 * How many may wait at each: 4,096 together, more than the page server lets through. In a longer line they would wait
 * behind clients that have long left.
 */
const backlog = 64

/**
 * Listens with several sockets at one address, among which the system shares out who comes (`SO_REUSEPORT`, socket(7));
 * with one where that cannot be. Rejects when another process listens there, though it does so in the same way.
 */
export async function listenWide(
  handle: RequestListener,
  where: { port: number; host: string },
  options: ServerOptions = {},
): Promise<Server[]> {
  // Alone, it finds out whether the address is free: sockets that share would share with another server, too.
  const first = await listening(createServer(options, handle), where)
  const { port } = first.address() as AddressInfo
  const closed = once(first, 'close')
  first.close()
  await closed
  const shared = { ...where, port, reusePort: true }
  try {
    return await Promise.all(
      Array.from({ length: doors }, () => listening(createServer(options, handle), shared)),
    )
  } catch (error) {
    if (!cannotShare(error)) throw error
    return [await listening(createServer(options, handle), { ...where, port })]
  }
}

async function listening(server: Server, where: ListenOptions): Promise<Server> {
  server.listen({ ...where, backlog })
  await once(server, 'listening')
  return server
}

/** Whether the system knows no sockets that share an address. */
function cannotShare(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOTSUP' || code === 'EINVAL' || code === 'ENOPROTOOPT'
}
