import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { messageOf } from './message-of.ts'

it('is read as an answer of Next’s is', async () => {
  const headers = { 'Content-Type': 'text/plain', 'Surrogate-Key': 'site' }
  const message = messageOf(new Response('国际 عالم', { status: 410, headers }))
  expect(message).toMatchObject({ statusCode: 410, complete: true })
  expect(message.headers).toEqual({ 'content-type': 'text/plain', 'surrogate-key': 'site' })
  expect(await text(message)).toBe('国际 عالم')
})

it('keeps cookies apart, and says that there is no body', () => {
  const response = new Response(null, { status: 303 })
  for (const cookie of ['a=1; Path=/', 'b=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])
    response.headers.append('set-cookie', cookie)
  expect(messageOf(response).headers).toEqual({
    'content-length': '0',
    'set-cookie': ['a=1; Path=/', 'b=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
  })
  expect(messageOf(new Response(null, { status: 304 })).headers).toEqual({})
})
