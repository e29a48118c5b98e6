import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listen } from '../../testing/listen.ts'
import { receive } from '../../testing/page-server.ts'
import { type Limits, limitConnections, limited, serverOptions, usualLimits } from './limits.ts'

async function serving(limits: Partial<Limits> = {}) {
  const all = { ...usualLimits, ...limits }
  let asked = 0
  const handle = limited(
    async (request, response) => {
      asked += 1
      if (request.url === '/endless') return response.writeHead(200).write('x'.repeat(100))
      response.end((await text(request).catch(() => 'broken off')) || 'a page')
    },
    all,
    ['/publish'],
    () => {},
  )
  const { server, port } = await listen(handle, serverOptions(all))
  limitConnections([server], all)
  return { port, asked: () => asked }
}

async function open(port: number, start: string): Promise<{ socket: Socket; said: Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(start)
  return { socket, said: text(socket).catch(() => '') }
}

describe('limits', () => {
  it.each([
    ['a long address', `/${'a'.repeat(8000)}`, {}, 414],
    ['a long address in Arabic', encodeURI(`/${'ع'.repeat(1400)}`), {}, 414],
    ['a long address in Chinese', encodeURI(`/${'世'.repeat(900)}`), {}, 414],
    ['a large head', '/', { headers: { 'x-large': 'a'.repeat(17_000) } }, 431],
    ['a large body', '/consent', { method: 'POST', body: 'a'.repeat(65 * 1024) }, 413],
    [
      'a body of unknown length',
      '/consent',
      { method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body: 'a' },
      411,
    ],
  ])('turns %s away before it is looked at', async (_, path, request, status) => {
    const { port, asked } = await serving()
    expect((await receive(port, path, request)).status).toBe(status)
    expect(asked()).toBe(0)
  })

  it.each([
    ['an address of a headline in Arabic', encodeURI(`/${'ع'.repeat(300)}`), {}],
    ['an address of a headline in Chinese', encodeURI(`/${'世'.repeat(300)}`), {}],
    ['a form', '/consent', { method: 'POST', headers: { 'content-length': 3 }, body: 'a=b' }],
    ['a large message to /publish', '/publish', { method: 'POST', body: 'a'.repeat(200 * 1024) }],
  ])('lets %s through', async (_, path, request) => {
    const { port } = await serving()
    expect((await receive(port, path, request)).status).toBe(200)
  })

  it.each([
    ['dawdle over their head', 'GET / HTTP/1.1\r\nhost: x\r\n', /^HTTP\/1.1 408 /],
    ['say nothing', '', /^(?:HTTP\/1.1 408 .*)?$/s],
    [
      'dawdle over their body',
      'POST /consent HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\na',
      /^(?!.*200 OK)/s,
    ],
    ['leave an answer lying', 'GET /endless HTTP/1.1\r\nhost: x\r\n\r\n', /^HTTP\/1.1 200 OK/],
    [
      'ask for many ranges',
      `GET / HTTP/1.1\r\nhost: x\r\nrange: bytes=${'0-1,'.repeat(2000)}5-\r\nconnection: close\r\n\r\n`,
      /a page/,
    ],
  ])('stays there for others while 200 clients %s, and ends them', async (_, start, end) => {
    const { port } = await serving({
      headMilliseconds: 400,
      requestMilliseconds: 600,
      stalledMilliseconds: 800,
    })
    const slow = await Promise.all(Array.from({ length: 200 }, () => open(port, start)))
    expect((await receive(port, '/')).text).toBe('a page')
    for (const said of await Promise.all(slow.map(({ said }) => said))) expect(said).toMatch(end)
  })

  it('ends connections on which nothing moves in the middle of an answer', async () => {
    const { port } = await serving({ stalledMilliseconds: 200 })
    const { socket } = await open(port, 'GET /endless HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(socket, 'close')
  })

  it('has room for so many connections and no more', async () => {
    const { port } = await serving({ connections: 2 })
    const kept = await Promise.all([open(port, 'GET / HTTP'), open(port, 'GET / HTTP')])
    const { socket } = await open(port, 'GET / HTTP')
    await new Promise((resolve) => (socket.destroyed ? resolve(undefined) : socket.once('close', resolve)))
    expect(kept.map(({ socket }) => socket.destroyed)).toEqual([false, false])
  })
})
