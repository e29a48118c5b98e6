import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Outcome } from './publisher.ts'
import { signatureCheck } from './signature.ts'

/** GitHub sends no more than 25 MB; the body is only hashed, never kept. */
const maxBytes = 25 * 1024 * 1024
/** GitHub waits ten seconds. */
const patience = 8000
const maxRemembered = 10_000

/**
 * Answers `POST /publish`, by which a Git host or a script says that content has changed.
 *
 * @param secret key of the signatures; without one there is no such URL
 */
export function createPublishEndpoint(
  secret: string | undefined,
  publish: () => Promise<Outcome>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // A message heard before says nothing new: a change that came after it was told of by another.
  const heard = new Set<string>()

  const isNew = (signature: string): boolean => {
    if (heard.has(signature)) return false
    heard.add(signature)
    const [oldest = ''] = heard
    if (heard.size > maxRemembered) heard.delete(oldest)
    return true
  }

  return async (request, response) => {
    if (secret === undefined) return answer(response, 404, 'There is no such page.')
    if (request.method !== 'POST') return answer(response, 405, 'Send a signed POST.', { allow: 'POST' })
    const check = signatureCheck(request.headers, secret, Date.now())
    if (!check) return answer(response, 401, 'Sign the message with PUBLISH_SECRET.', { connection: 'close' })
    let bytes = 0
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length
      if (bytes > maxBytes) return answer(response, 413, 'The message is too large.', { connection: 'close' })
      check.update(chunk as Buffer)
    }
    const signature = check.verified()
    if (signature === undefined) return answer(response, 401, 'The signature is wrong.')
    if (!isNew(signature)) return answer(response, 409, 'This message was sent before.')
    const outcome = await Promise.race([publish(), setTimeout(patience, undefined, { ref: false })])
    if (!outcome) return answer(response, 202, 'Publishing.')
    if (outcome.ok) return answer(response, 200, `Published: ${outcome.result.changed} changed.`)
    // Sent again, it is to be heard again.
    heard.delete(signature)
    return answer(response, 500, 'It could not be published; the log says why.')
  }
}

function answer(
  response: ServerResponse,
  status: number,
  line: string,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    })
    .end(`${line}\n`)
}
