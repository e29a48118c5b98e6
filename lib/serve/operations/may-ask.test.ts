import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { whoBrings } from './may-ask.ts'

const token = 'nobody can guess it'

function asking(headers: Record<string, string>): IncomingMessage {
  return { headers, socket: { remoteAddress: '127.0.0.1' } } as unknown as IncomingMessage
}

it.each([
  ['the token', token, { authorization: `Bearer ${token}` }, true],
  ['the token, passed on', token, { authorization: `Bearer ${token}`, via: '1.1 cache' }, true],
  ['none of it', token, {}, false],
  ['half of it', token, { authorization: `Bearer ${token.slice(0, 8)}` }, false],
  ['more than it', token, { authorization: `Bearer ${token} ` }, false],
  ['another scheme', token, { authorization: `Basic ${token}` }, false],
  ['nothing, where there is no token', undefined, {}, false],
  ['a word, where there is no token', undefined, { authorization: 'Bearer undefined' }, false],
  ['an empty one, where there is no token', undefined, { authorization: 'Bearer ' }, false],
])('a request from this machine with %s', (_, secret, headers, expected) => {
  expect(whoBrings(secret)(asking(headers))).toBe(expected)
})
