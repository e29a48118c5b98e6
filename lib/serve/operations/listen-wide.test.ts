import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { listenWide } from './listen-wide.ts'

const host = '127.0.0.1'

async function wide(port = 0): Promise<{ servers: Server[]; port: number }> {
  const servers = await listenWide((_, response) => response.end('here'), { port, host })
  onTestFinished(() => {
    for (const server of servers) server.close().closeAllConnections()
  })
  const [first] = servers
  if (!first) throw new Error('It listens nowhere.')
  return { servers, port: (first.address() as AddressInfo).port }
}

it('answers at one address, whichever socket took the connection', async () => {
  const { servers, port } = await wide()
  expect(new Set(servers.map((server) => (server.address() as AddressInfo).port))).toEqual(new Set([port]))
  for (let times = 0; times < 50; times += 1) {
    const [response] = await once(request({ host, port, agent: false }).end(), 'response')
    expect(response.statusCode).toBe(200)
    response.resume()
  }
})

it('shares the address with nobody, be it one like it', async () => {
  const { port } = await wide()
  await expect(wide(port)).rejects.toThrow(/EADDRINUSE/)
  const other = createServer().listen(port, host)
  await expect(once(other, 'listening')).rejects.toThrow(/EADDRINUSE/)
})

it('has an address that somebody else has to itself no more than others', async () => {
  const other = createServer().listen(0, host)
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  await expect(wide((other.address() as AddressInfo).port)).rejects.toThrow(/EADDRINUSE/)
})

it('takes many connections in a round of the event loop', async () => {
  const { servers, port } = await wide()
  const clients = 128
  let taken = 0
  for (const server of servers)
    server.on('connection', () => {
      taken += 1
    })
  for (let count = 0; count < clients; count += 1) {
    const socket = connect(port, host).on('error', () => {})
    onTestFinished(() => void socket.destroy())
  }
  let rounds = 0
  while (taken < clients) {
    await new Promise((resolve) => setImmediate(resolve))
    if (taken > 0) rounds += 1
  }
  expect(rounds).toBeLessThan(clients / 4)
})
