import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerUncached } from '../serve/uncached-answer.ts'
import type { Outcome } from './passes.ts'
import { type SignatureCheck, signatureCheck } from './signature.ts'

/** GitHub sends no more than 25 MB; the body is only hashed, never stored. */
const maxBytes = 25 * 1024 * 1024
/** How long a request may wait for its outcome; GitHub waits ten seconds. */
const patience = 8000
const maxRemembered = 10_000

/**
 * Answers `POST /publish`, with which a Git host or a script says that content has changed.
 *
 * @param secret key of the signatures; without one the URL does not exist
 */
export function createPublishEndpoint(
  secret: string | undefined,
  publish: () => Promise<Outcome>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // Accepted messages. A repeated one is not news: a change after it was announced by a message of its own.
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
    const came = await readInto(request, check)
    // The client has gone.
    if (came === 'in part') return
    if (came === 'too large')
      return answer(response, 413, 'The message is too large.', { connection: 'close' })
    const signature = check.verified()
    if (signature === undefined) return answer(response, 401, 'The signature is wrong.')
    if (!isNew(signature)) return answer(response, 409, 'This message was sent before.')
    const publishing = publish().then((outcome) => {
      // After a failure the same message may be sent again.
      if (!outcome.ok) heard.delete(signature)
      return outcome
    })
    const outcome = await Promise.race([publishing, late()])
    if (!outcome) return answer(response, 202, 'Publishing.')
    if (outcome.ok) return answer(response, 200, 'Published.')
    answer(response, 500, 'It could not be published; the log says why.')
  }
}

/** Reads a body into the check of its signature, until it ends or breaks off. */
async function readInto(
  request: IncomingMessage,
  check: SignatureCheck,
): Promise<'whole' | 'in part' | 'too large'> {
  let bytes = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length
      if (bytes > maxBytes) return 'too large'
      check.update(chunk as Buffer)
    }
    return 'whole'
  } catch {
    return 'in part'
  }
}

/** Resolves with undefined when there is no time left to wait for an outcome. */
function late(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), patience).unref())
}

function answer(
  response: ServerResponse,
  status: number,
  line: string,
  headers: Record<string, string> = {},
): void {
  answerUncached(response, status, `${line}\n`, headers)
}
