import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { plainRequest } from '../../testing/leave-early.ts'
import { listen } from '../../testing/listen.ts'
import { limitPipelining, usualLimits } from './limits.ts'

const one = plainRequest('/')

/** A client of a server that answers when it is told to, and what that has been asked. */
async function connectToSlowServer() {
  const asked: ServerResponse[] = []
  const { port } = await listen(limitPipelining((_request, response) => asked.push(response), usualLimits))
  const client = connect(port, '127.0.0.1').on('error', () => {})
  onTestFinished(() => void client.destroy())
  return { asked, client }
}

it('closes a connection with too many requests that have no answer yet, before it takes more of them', async () => {
  const { asked, client } = await connectToSlowServer()
  client.resume().write(one.repeat(1000))
  await once(client, 'close')
  expect(asked).toHaveLength(usualLimits.unanswered)
})

it('takes as many as may wait, and as many again when those have been answered', async () => {
  const { asked, client } = await connectToSlowServer()
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
