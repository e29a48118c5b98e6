import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { signatureCheck } from './signature.ts'

const secret = 'a secret of some length'
const raw = Buffer.from('thirty-two bytes of a random key')
const whsec = `whsec_${raw.toString('base64')}`
const body = '{"ref":"refs/heads/main","commits":["会谈","محادثات"]}'
const now = Date.parse('2025-05-16T12:00:00Z')
const seconds = String(now / 1000)

function github(key: string | Buffer = secret, text = body): IncomingHttpHeaders {
  return { 'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(text).digest('hex')}` }
}

function standard(
  key: string | Buffer = secret,
  time = seconds,
  text = body,
  id = 'msg_1',
): IncomingHttpHeaders {
  const signed = createHmac('sha256', key).update(`${id}.${time}.${text}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signed}` }
}

/** The signature by which a message is accepted, when its body arrives in small parts. */
function verified(headers: IncomingHttpHeaders, key = secret, text = body): string | undefined {
  const check = signatureCheck(headers, key, now)
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += 7) check?.update(bytes.subarray(start, start + 7))
  return check?.verified()
}

describe('an accepted message', () => {
  it('GitHub’s own example', () => {
    // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
    const headers = { 'x-hub-signature-256': signature }
    expect(verified(headers, "It's a Secret to Everybody", 'Hello, World!')).toBe(signature.slice(7))
  })

  it.each([
    ['GitHub', github(), secret],
    ['GitHub with a key in Base64', github(raw), whsec],
    ['Standard Webhooks', standard(), secret],
    ['Standard Webhooks with a key in Base64', standard(raw), whsec],
    [
      'one of several signatures',
      { ...standard(), 'webhook-signature': `v1,AAAA v1a,BBBB ${standard()['webhook-signature']}` },
      secret,
    ],
    ['a clock five minutes slow', standard(secret, String(Number(seconds) - 300)), secret],
    ['a clock five minutes fast', standard(secret, String(Number(seconds) + 300)), secret],
  ])('%s', (_, headers, key) => {
    expect(verified(headers, key)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('has a different signature when the same body is sent as another message', () => {
    expect(verified(standard(secret, seconds, body, 'a'))).not.toBe(
      verified(standard(secret, seconds, body, 'b')),
    )
  })
})

describe('a refused message', () => {
  it.each<[string, IncomingHttpHeaders]>([
    ['no signature', {}],
    ['GitHub’s older one', { 'x-hub-signature': 'sha1=00' }],
    ['GitLab’s bare token', { 'x-gitlab-token': secret }],
    ['another key', github('another')],
    ['another body', github(secret, `${body} `)],
    ['an empty signature', { 'x-hub-signature-256': 'sha256=' }],
    ['half a signature', { 'x-hub-signature-256': github()['x-hub-signature-256']?.slice(0, 39) as string }],
    ['no hexadecimal', { 'x-hub-signature-256': `sha256=${'z'.repeat(64)}` }],
    ['another key, Standard Webhooks', standard('another')],
    ['another id', { ...standard(), 'webhook-id': 'msg_2' }],
    ['another time', { ...standard(), 'webhook-timestamp': String(Number(seconds) + 1) }],
    ['a message of six minutes ago', standard(secret, String(Number(seconds) - 360))],
    ['a message of the future', standard(secret, String(Number(seconds) + 360))],
    ['a time that is none', standard(secret, 'yesterday')],
    ['a time below zero', standard(secret, '-1')],
    [
      'another version',
      { ...standard(), 'webhook-signature': `v2,${standard()['webhook-signature']?.slice(3)}` },
    ],
    ['nothing among signatures', { ...standard(), 'webhook-signature': '' }],
    ['no id', { ...standard(), 'webhook-id': undefined }],
  ])('%s', (_, headers) => {
    expect(verified(headers)).toBeUndefined()
  })

  it('a wrong signature though the other form is right', () => {
    expect(verified({ ...standard(), ...github('another') })).toBeUndefined()
  })
})
