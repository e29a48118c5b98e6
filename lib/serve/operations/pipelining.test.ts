import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { limitPipelining, usualLimits } from './limits.ts'

const one = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

/** A server that answers when it is told to, and what it has been asked. */
async function startSlowServer() {
  const asked: ServerResponse[] = []
  const server = createServer(limitPipelining((_request, response) => asked.push(response), usualLimits))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {})
  return { asked, client }
}

it('closes a connection with too many requests that have no answer yet, before it takes more of them', async () => {
  const { asked, client } = await startSlowServer()
  client.resume().write(one.repeat(1000))
  await once(client, 'close')
  expect(asked).toHaveLength(usualLimits.unanswered)
})

it('takes as many as may wait, and as many again when those have been answered', async () => {
  const { asked, client } = await startSlowServer()
  let text = ''
  client.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  for (let round = 1; round <= 3; round += 1) {
    client.write(one.repeat(usualLimits.unanswered))
    await expect.poll(() => asked.length).toBe(round * usualLimits.unanswered)
    for (const response of asked.slice(-usualLimits.unanswered)) response.end('answer')
    await expect.poll(() => text.split('answer').length - 1).toBe(round * usualLimits.unanswered)
  }
  expect(client.destroyed).toBe(false)
})
