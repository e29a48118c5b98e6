import { connect, type Socket } from 'node:net'
import type { Target } from './target.ts'

/** How often an attack asked, and what it was told. */
export type Tally = {
  requests: number
  /** By the first digit of their status. */
  answers: Record<'1' | '2' | '3' | '4' | '5', number>
  /** Connections that came to nothing. */
  refused: number
}

export function emptyTally(): Tally {
  return { requests: 0, answers: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }, refused: 0 }
}

/** A request as it goes over the wire, for no client would send most of these. */
export function request(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): string {
  const length = body === undefined ? {} : { 'Content-Length': String(body.length) }
  const lines = Object.entries({ Host: 'site', ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body ?? ''}`
}

export function get(path: string, headers?: Readonly<Record<string, string>>): string {
  return request('GET', path, headers)
}

/** Connects; nothing when that fails or takes more than a second. */
export function connected({ host, port }: Target): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true })
    const late = setTimeout(() => socket.destroy(), 1000)
    socket.once('connect', () => {
      clearTimeout(late)
      resolve(socket)
    })
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      clearTimeout(late)
      resolve(undefined)
    })
  })
}

/** Counts an answer by how it begins. */
export function count(tally: Tally, head: string) {
  const [, digit] = /^HTTP\/1\.[01] ([1-5])/.exec(head) ?? []
  if (digit !== undefined) tally.answers[digit as keyof Tally['answers']] += 1
}

/** Sends a request and waits for the whole answer, or for the end of the connection. */
export function exchange(socket: Socket, text: string, tally: Tally): Promise<void> {
  return new Promise((resolve) => {
    let head = ''
    let tail = ''
    let missing = Number.POSITIVE_INFINITY
    const done = () => {
      socket.off('data', take)
      socket.off('close', done)
      resolve()
    }
    const take = (chunk: Buffer) => {
      tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - 5))).slice(-5)
      if (missing === Number.POSITIVE_INFINITY) {
        head += chunk.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        count(tally, head)
        missing = bodyLength(head.slice(0, end)) - (head.length - end - 4)
      } else missing -= chunk.length
      if (missing <= 0 || (Number.isNaN(missing) && tail === '0\r\n\r\n')) done()
    }
    socket.on('data', take)
    socket.once('close', done)
    tally.requests += 1
    socket.write(text, 'latin1')
  })
}

/** NaN when the body itself says where it ends. */
function bodyLength(head: string): number {
  if (/^HTTP\/1\.1 (?:1|204|304)/.test(head)) return 0
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? []
  return length === undefined ? Number.NaN : Number(length)
}
