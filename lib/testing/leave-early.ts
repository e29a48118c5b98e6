import { once } from 'node:events'
import { connect } from 'node:net'

/**
 * Many clients, each of which sends a request over its own connection and leaves before the answer. Resolves
 * when the last has left.
 *
 * @param request the raw request of the client with that number
 */
export async function leaveEarly(
  port: number,
  clients: number,
  request: (client: number) => string,
): Promise<void> {
  let next = 0
  const leaveInTurn = async () => {
    while (next < clients) {
      const text = request(next++)
      const socket = connect(port, '127.0.0.1').on('error', () => {})
      const closed = once(socket, 'close')
      socket.write(text, () => socket.destroy())
      await closed
    }
  }
  // No more together than a busy server's backlog can hold.
  await Promise.all(Array.from({ length: 200 }, leaveInTurn))
}

/** A raw request: for a page or file, or, with a body, of a form. */
export function plainRequest(path: string, body?: string, origin = 'http://x'): string {
  const head = [`${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`, 'Host: x']
  if (body !== undefined)
    head.push(
      `Origin: ${origin}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
    )
  return `${head.join('\r\n')}\r\n\r\n${body ?? ''}`
}
