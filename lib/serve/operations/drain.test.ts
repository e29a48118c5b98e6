import { Agent, type ClientRequest, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../../testing/listen.ts'
import { createDrain } from './drain.ts'

/** An answer's text; rejects with the error's code. */
function ask(port: number, path: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = get(
      { host: '127.0.0.1', port, path, agent },
      (response: IncomingMessage) => text(response).then(resolve, reject),
    )
    request.on('error', reject)
  })
}

const whole = 'the whole answer'.repeat(1000)

it('answers everything that reached it: what was running, and what comes while those in front do not know', async () => {
  const drain = createDrain(300, 5000)
  const { server, port } = await listen(
    drain.draining(async (request, response) => {
      if (request.url === '/slow') {
        response.write(whole.slice(0, 100))
        await sleep(600)
        return response.end(whole.slice(100))
      }
      response.end(whole)
    }),
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  onTestFinished(() => agent.destroy())
  const slow = Array.from({ length: 5 }, () => ask(port, '/slow', agent))
  await sleep(50)
  let isOver = false
  const answers: string[] = []
  const lost: string[] = []
  const client = async () => {
    while (!isOver)
      await ask(port, '/', agent).then(
        (answer) => answers.push(answer),
        (error: NodeJS.ErrnoException) => lost.push(String(error.code)),
      )
  }
  const clients = [client(), client(), client()]
  await sleep(50)
  const before = answers.length
  const stopped = drain.stop([server])
  expect(drain.isStopping()).toBe(true)
  await sleep(150)
  expect(answers.length).toBeGreaterThan(before)
  // By now those in front have looked, and send nothing new.
  isOver = true
  expect(await Promise.all(slow)).toEqual(slow.map(() => whole))
  await stopped
  await Promise.all(clients)
  expect(lost).toEqual([])
  expect(answers.every((answer) => answer === whole)).toBe(true)
})

it('does not wait for clients that are merely connected, nor for ever for those that do not read on', async () => {
  const drain = createDrain(50, 200)
  const { server, port } = await listen(
    drain.draining((request, response) => {
      if (request.url === '/idle') return response.end('done')
      response.write('never ends')
    }),
  )
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  expect(await ask(port, '/idle', agent)).toBe('done')
  const endless = ask(port, '/endless', agent).catch(({ code }: NodeJS.ErrnoException) => code)
  await sleep(20)
  await drain.stop([server])
  expect(await endless).toBe('ECONNRESET')
})
