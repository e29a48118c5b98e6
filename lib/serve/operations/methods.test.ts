import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { listen } from '../../testing/listen.ts'
import { receive } from '../../testing/page-server.ts'
import { allowing, refuseTunnels } from './methods.ts'

async function serving() {
  const asked: string[] = []
  const refused: string[] = []
  const handle = allowing(
    (request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.end('answered')
    },
    ['/consent'],
    (request) => refused.push(`${request.method} ${request.url}`),
  )
  const { server, port } = await listen(handle)
  refuseTunnels(server)
  return { port, asked, refused }
}

it.each([
  ['GET', '/en'],
  ['HEAD', '/en'],
  ['GET', '/consent'],
  ['POST', '/consent'],
  ['POST', '/consent?a=1'],
])('lets %s %s through', async (method, path) => {
  const { port, asked } = await serving()
  expect((await receive(port, path, { method })).status).toBe(200)
  expect(asked).toEqual([`${method} ${path}`])
})

it.each([
  ['TRACE', '/en', 'GET, HEAD'],
  ['TRACE', '/consent', 'POST'],
  ['OPTIONS', '/en', 'GET, HEAD'],
  ['OPTIONS', '*', 'GET, HEAD'],
  ['POST', '/en', 'GET, HEAD'],
  ['POST', '/consent/', 'GET, HEAD'],
  ['POST', '/media/0123456789abcdef/800.avif', 'GET, HEAD'],
  ['PUT', '/consent', 'POST'],
  ['DELETE', '/en', 'GET, HEAD'],
  ['PATCH', '/en', 'GET, HEAD'],
  ['PROPFIND', '/en', 'GET, HEAD'],
  ['QUERY', '/en', 'GET, HEAD'],
  ['PURGE', '/en', 'GET, HEAD'],
  ['M-SEARCH', '/en', 'GET, HEAD'],
])('answers %s %s by what may be done there: %s', async (method, path, allow) => {
  const { port, asked, refused } = await serving()
  const answer = await receive(port, path, { method })
  expect(answer).toMatchObject({ status: 405, headers: { allow, 'cache-control': 'no-store' } })
  expect(asked).toEqual([])
  expect(refused).toEqual([`${method} ${path}`])
})

it.each(['evil.example:443', '/en'])('is no proxy that leads to %s', async (target) => {
  const { port, asked } = await serving()
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`)
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\n/)
  expect(asked).toEqual([])
})
