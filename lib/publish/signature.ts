import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Checks a body as it comes in: it is given the parts, then asked for the result. */
export type SignatureCheck = {
  update(chunk: Buffer): void
  /** The signature if it is right; two messages never have the same one. */
  verified(): string | undefined
}

/** How far a message's time may be off, seconds; the specification does not fix it and suggests minutes. */
const tolerance = 300

/**
 * The check for a message that is signed as GitHub signs (`X-Hub-Signature-256`: HMAC-SHA256 of the body, hexadecimal;
 * Gitea and Forgejo send it too) or as GitLab does, by Standard Webhooks (`webhook-signature`: `v1,` and HMAC-SHA256 of
 * id, time and body, Base64). Undefined when it is not signed, or its time is too far off.
 *
 * @param secret the key; after `whsec_` it is Base64, as GitLab shows it
 * @param now epoch milliseconds
 */
export function signatureCheck(
  headers: IncomingHttpHeaders,
  secret: string,
  now: number,
): SignatureCheck | undefined {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  const hmac = createHmac('sha256', key)
  const [github, id, time, signatures] = [
    'x-hub-signature-256',
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
  ].map((name) => headers[name])
  if (typeof github === 'string' && github.startsWith('sha256='))
    return check(hmac, 'hex', [github.slice('sha256='.length)])
  if (typeof id !== 'string' || typeof time !== 'string' || typeof signatures !== 'string') return undefined
  if (!/^\d{1,12}$/.test(time) || Math.abs(now / 1000 - Number(time)) > tolerance) return undefined
  hmac.update(`${id}.${time}.`)
  return check(
    hmac,
    'base64',
    signatures.split(' ').flatMap((entry) => (entry.startsWith('v1,') ? entry.slice(3) : [])),
  )
}

function check(
  hmac: ReturnType<typeof createHmac>,
  encoding: 'hex' | 'base64',
  claimed: readonly string[],
): SignatureCheck {
  return {
    update: (chunk) => hmac.update(chunk),
    verified() {
      const expected = hmac.digest()
      const isRight = claimed.some((text) => {
        const bytes = Buffer.from(text, encoding)
        return bytes.length === expected.length && timingSafeEqual(bytes, expected)
      })
      return isRight ? expected.toString('hex') : undefined
    },
  }
}
