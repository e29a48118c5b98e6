import type { IncomingMessage, ServerResponse } from 'node:http'
import { isEncoded, keysFor } from './answer-headers.ts'
import type { AnswerStore, KeptAnswer } from './answer-store.ts'
import { chooseEncoding, type Encoding, isConditional, isKnown } from './negotiate.ts'
import { createPlainForms } from './plain-forms.ts'
import type { Rendered } from './renderer.ts'
import { etagOf, type Form, formOf, type Representation, represent } from './representation.ts'

/** Of answers without coding; pages that many ask for in this way are few. */
const maxPlainBytes = 8 * 1024 * 1024

/** An error page larger than this is compressed each time. */
const maxRecentBytes = 100 * 1024

/** Writes answers to clients, in the encoding each takes. */
export type Sender = {
  /** @param status how the answer came to be, for `Cache-Status` */
  kept(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    answer: KeptAnswer,
    status: string,
  ): void
  /** An answer that is not kept. */
  rendered(
    request: IncomingMessage,
    response: ServerResponse,
    rendered: Rendered & { answer?: never },
    status: string,
  ): Promise<void>
}

/** @param name of the server in `Cache-Status` (RFC 9211) */
export function createSender(name: string, store: AnswerStore): Sender {
  const plain = createPlainForms(maxPlainBytes)

  function sendKept(
    request: IncomingMessage,
    response: ServerResponse,
    key: string,
    answer: KeptAnswer,
    status: string,
  ) {
    const { representation, headers, keys } = answer
    const encoding = chooseEncoding(request.headers['accept-encoding'])
    const { 'surrogate-capability': capability } = request.headers
    if (status === 'hit' && !isConditional(request.headers) && capability === undefined) {
      const { body, etag } = keptForm(key, answer, encoding)
      response.writeHead(200, headersOfHit(answer, encoding, etag, body.length))
      response.end(request.method === 'HEAD' ? undefined : body)
      return
    }
    const isCurrent = isKnown(request.headers, representation.hash, headers['last-modified'])
    const form = isCurrent ? undefined : keptForm(key, answer, encoding)
    response.writeHead(form ? 200 : 304, {
      ...headers,
      etag: etagOf(representation, encoding),
      'cache-status': `${name}; ${status}`,
      ...keysFor(request, keys),
      ...(form && { ...encodingHeader(encoding), 'content-length': form.body.length }),
    })
    response.end(request.method === 'HEAD' ? undefined : form?.body)
  }

  /** Headers of the answer most often given, as the flat list that Node writes as it is. */
  const hits = new WeakMap<KeptAnswer, Map<string, (string | number)[]>>()

  function headersOfHit(answer: KeptAnswer, encoding: Encoding, etag: string, bytes: number) {
    const ofAnswer = hits.get(answer) ?? new Map<string, (string | number)[]>()
    hits.set(answer, ofAnswer)
    const known = ofAnswer.get(etag)
    if (known) return known
    const own = { etag, 'cache-status': `${name}; hit`, ...encodingHeader(encoding), 'content-length': bytes }
    const list = Object.entries({ ...answer.headers, ...own }).flat()
    ofAnswer.set(etag, list)
    return list
  }

  async function sendRendered(
    request: IncomingMessage,
    response: ServerResponse,
    rendered: Rendered & { answer?: never },
    status: string,
  ) {
    const { body, code, headers } = rendered
    const worthIt =
      body.length > 200 &&
      !isEncoded(headers) &&
      /^(?:text\/|application\/(?:json|xml|javascript))/.test(String(headers['content-type']))
    const encoding = worthIt ? chooseEncoding(request.headers['accept-encoding']) : 'identity'
    const sent = encoding === 'identity' ? body : formOf(await represented(body), encoding).body
    response.writeHead(code, {
      ...headers,
      'cache-status': `${name}; ${status}`,
      ...keysFor(request, rendered.keys ?? []),
      ...encodingHeader(encoding),
      'content-length': sent.length,
    })
    response.end(request.method === 'HEAD' ? undefined : sent)
  }

  /** Error pages are not kept by URL, but the few there are, all small, need compressing only once. */
  const recent = new Map<string, Representation>()

  async function represented(body: Buffer): Promise<Representation> {
    if (body.length > maxRecentBytes) return represent(body)
    const text = body.toString('latin1')
    const known = recent.get(text) ?? (await represent(body))
    recent.delete(text)
    recent.set(text, known)
    if (recent.size > 64) recent.delete(recent.keys().next().value ?? '')
    return known
  }

  /** A kept answer's form for an encoding, made only once. */
  function keptForm(key: string, answer: KeptAnswer, encoding: Encoding): Form {
    if (encoding === 'identity') return plain(answer.representation)
    const form = formOf(answer.representation, encoding)
    if (encoding === 'gzip' && !answer.representation.gzip && store.peek(key) === answer)
      store.keepForm(key, 'gzip', form)
    return form
  }

  return { kept: sendKept, rendered: sendRendered }
}

function encodingHeader(encoding: Encoding): { 'content-encoding'?: string } {
  return encoding === 'identity' ? {} : { 'content-encoding': encoding }
}
