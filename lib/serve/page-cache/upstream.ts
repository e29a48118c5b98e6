import { Agent, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGate, left } from './gate.ts'
import { createLettingGo } from './letting-go.ts'
import { messageOf } from './message-of.ts'

/** Where Next listens: a socket in the file system, or a port of this machine. */
export type UpstreamAddress = { socketPath: string } | { host: string; port: number }

export type UpstreamRequest = {
  method: string
  /** Path and query. */
  url: string
  headers: IncomingHttpHeaders
  /** The request's body, if it may have one: whole, so that a client that dawdles does not keep Next waiting. */
  body?: Buffer
  /** Whether the answer is passed on only as fast as the client takes it, and not read whole at once. */
  isStream?: boolean
  /**
   * Aborted when nobody waits for the answer any more. What has not been asked yet then never is, and what is streamed
   * breaks off. A page that is being made is made to its end, for it will be kept, and so is what a form asked for.
   */
  signal: AbortSignal
}

/**
 * Answers what needs no page rendered, as Next would; nothing for what does. To have Next pass a redirect, a choice or a
 * picture through its router takes several times as long, and readers' pages wait meanwhile.
 */
export type AnswerAhead = (request: UpstreamRequest, headers: Headers) => Promise<Response | undefined>

/** The hop to Next, over connections that are kept open. */
export type Upstream = {
  /**
   * Resolves with the answer's head; its body is still to be read, or to be destroyed. Rejects when there is no answer:
   * with `busy` when too many wait for theirs, with `left` when nobody waits for this one.
   */
  send(request: UpstreamRequest): Promise<IncomingMessage>
  close(): void
}

/**
 * Headers that are one connection's affair (RFC 9110, 7.6.1), and those a client could use to change what others get:
 * with credentials, too, everybody is shown the same.
 */
const notPassedOn = new Set([
  'authorization',
  'connection',
  'content-length',
  'expect',
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
const internal =
  /^(?:x-(?:invoke|matched|middleware|next|nextjs|now|prerender)-|next-(?!router-|url$|action$))/

/** Next renders in one thread: of more pages at once each only takes longer. One may wait for a text to be compiled. */
const maxPages = 4
const maxStreams = 16
const maxWaiting = 512
/** A headline brings a thousand readers at once, and each of them is asked something: no choice is to be lost. */
const maxFormsWaiting = 1200
/** For how long one waits to be asked for, milliseconds. */
const patience = 10_000
/** After how long an answer is slow to begin, milliseconds; and how many such there may be besides. */
const brief = 100
const maxSlow = 1024
/** What becomes of a request when Next ends before it answers, and when it is not there (errno(3)). */
const lost = new Set(['ECONNRESET', 'EPIPE'])
const absent = new Set(['ECONNREFUSED', 'ENOENT'])
/** It takes a moment to be noticed that Next has ended, milliseconds. */
const beforeAskingAgain = [50, 200, 500]

/**
 * @param where looked up for each request: Next may come back at another address; when it rejects, there is no answer
 * @param origin of the site, so that Next sees one host and protocol, whatever clients claim
 * @param ahead tried before Next is asked
 * @param timeout most milliseconds to wait for a page; for what is streamed, pictures that queue to be made above all, four
 * times as long
 */
export function createUpstream(
  where: () => Promise<UpstreamAddress>,
  origin: string,
  timeout: number,
  ahead: AnswerAhead = async () => undefined,
): Upstream {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: maxPages + maxStreams })
  const pages = createGate(maxPages, maxWaiting, patience)
  const streams = createGate(maxStreams, maxWaiting, patience)
  const forms = createGate(maxPages, maxFormsWaiting, patience)
  const letGo = createLettingGo(brief, maxSlow)
  const { host, protocol } = new URL(origin)

  function ask(
    address: UpstreamAddress,
    { method, url, headers, body, isStream, signal }: UpstreamRequest,
  ): ClientRequest {
    return request({
      ...address,
      agent,
      method,
      path: url,
      timeout: isStream ? 4 * timeout : timeout,
      ...(isStream && !body && { signal }),
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
  }

  /** @param leave called when Next has done its part: of a stream, which takes as long as its client does, the head */
  async function answerTo(asked: UpstreamRequest, leave: () => void): Promise<IncomingMessage> {
    const address = await where()
    return new Promise((resolve, reject) => {
      const outgoing = ask(address, asked)
      outgoing.on('response', (answer) => {
        if (asked.isStream) leave()
        else outgoing.on('close', leave)
        resolve(answer)
      })
      outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')))
      outgoing.on('error', (error) => reject(error.name === 'AbortError' ? left : error))
      outgoing.end(asked.body)
    })
  }

  /**
   * Asks again what was lost because Next ended: only once, for it may have ended because of this very request, but a few
   * times when Next was not there to be asked.
   */
  async function askedAgain(asked: UpstreamRequest, leave: () => void): Promise<IncomingMessage> {
    const pauses = [...beforeAskingAgain]
    for (;;) {
      try {
        return await answerTo(asked, leave)
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        const pause = pauses.shift()
        if (asked.body || pause === undefined || !(lost.has(code) || absent.has(code))) throw error
        if (lost.has(code)) pauses.length = 0
        await sleep(pause)
      }
    }
  }

  /** Waits until Next may be asked. */
  async function turn({ body, isStream, signal }: UpstreamRequest): Promise<() => void> {
    if (body) return forms(signal)
    return isStream ? letGo(await streams(signal)) : pages(signal)
  }

  return {
    async send(asked) {
      const leave = await turn(asked)
      try {
        const early = await ahead(asked, withoutOthersHeaders(asked.headers))
        if (!early) return await askedAgain(asked, leave)
        leave()
        return messageOf(early)
      } catch (error) {
        leave()
        throw error
      }
    },
    close: () => agent.destroy(),
  }
}

/** What of a client's headers the site is told. */
function withoutOthersHeaders(headers: IncomingHttpHeaders): Headers {
  const told = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && isPassedOn(name)) told.set(name, String(value))
  return told
}

function isPassedOn(name: string): boolean {
  return !notPassedOn.has(name) && !internal.test(name)
}

/** Reads a message whole; rejects when it breaks off or is larger than `most` bytes. */
export async function readBody(message: IncomingMessage, max: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > max) {
      message.destroy()
      throw new Error('it is too large')
    }
  }
  if (!message.complete) throw new Error('it broke off')
  return Buffer.concat(chunks)
}
