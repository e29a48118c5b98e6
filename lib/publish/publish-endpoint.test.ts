import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { frontKey } from '../keys/keys.ts'
import type { Outcome } from './passes.ts'
import { createPublishEndpoint } from './publish-endpoint.ts'
import type { PassResult } from './publish-pass.ts'

const secret = 'a secret of some length'
const result: PassResult = { files: 9, read: 3, changed: 3, keys: [frontKey('ar')], changedAt: 1 }
const published: Outcome = { ok: true, result }

function signed(body: string | Buffer, key = secret) {
  return { 'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}` }
}

/** The endpoint on a port of this machine. */
async function endpoint(
  publish: () => Promise<Outcome> = async () => published,
  key: string | undefined = secret,
) {
  const calls = vi.fn(publish)
  const failures: unknown[] = []
  const handle = createPublishEndpoint(key, calls)
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => failures.push(error))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const send = async (
    body: string | Buffer,
    headers: Record<string, string> = signed(body),
    method = 'POST',
  ) => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/publish', method, headers, agent: false })
    // A refused request may not be read to its end.
    outgoing.on('error', () => {})
    outgoing.end(body)
    const [response] = await once(outgoing, 'response')
    return {
      status: response.statusCode as number,
      headers: response.headers,
      line: (await text(response)).trim(),
    }
  }
  return { send, calls, port, failures }
}

describe('POST /publish', () => {
  it('publishes, and says how much changed', async () => {
    const { send, calls } = await endpoint()
    const answer = await send('{"ref":"会谈 محادثات"}')
    expect(answer).toMatchObject({ status: 200, line: 'Published.' })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(calls).toHaveBeenCalledTimes(1)
  })

  it('accepts messages of GitLab and of everyone who follows Standard Webhooks, each id once', async () => {
    const { send, calls } = await endpoint()
    const time = String(Math.floor(Date.now() / 1000))
    const headers = (id: string) => ({
      'webhook-id': id,
      'webhook-timestamp': time,
      'webhook-signature': `v1,${createHmac('sha256', secret).update(`${id}.${time}.{}`).digest('base64')}`,
    })
    expect((await send('{}', headers('a'))).status).toBe(200)
    expect((await send('{}', headers('b'))).status).toBe(200)
    expect((await send('{}', headers('a'))).status).toBe(409)
    expect(calls).toHaveBeenCalledTimes(2)
  })

  it('accepts the same message only once', async () => {
    const { send, calls } = await endpoint()
    expect((await send('one')).status).toBe(200)
    expect(await send('one')).toMatchObject({ status: 409, line: 'This message was sent before.' })
    expect((await send('two')).status).toBe(200)
    expect(calls).toHaveBeenCalledTimes(2)
  })

  it('accepts a message again when it could not be published', async () => {
    const outcomes: Outcome[] = [{ ok: false, reason: 'database or disk is full: /var/lib/x' }, published]
    const { send } = await endpoint(async () => outcomes.shift() ?? published)
    expect(await send('one')).toMatchObject({
      status: 500,
      line: 'It could not be published; the log says why.',
    })
    expect((await send('one')).status).toBe(200)
  })

  it('publishes for two at the same time', async () => {
    const { send, calls } = await endpoint()
    const answers = await Promise.all([send('one'), send('two')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(calls).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['unsigned', {}],
    ['signed by another', signed('one', 'another')],
  ])('refuses a message that is %s', async (_, headers) => {
    const { send, calls } = await endpoint()
    expect((await send('one', headers)).status).toBe(401)
    expect(calls).not.toHaveBeenCalled()
  })

  it('refuses a message of 30 MB, and goes on', async () => {
    const { send, calls } = await endpoint()
    const large = Buffer.alloc(30 * 1024 * 1024, 'x')
    expect((await send(large)).status).toBe(413)
    expect(calls).not.toHaveBeenCalled()
    expect((await send('one')).status).toBe(200)
  })

  it.each(['GET', 'HEAD', 'PUT'])('tells %s what to do instead', async (method) => {
    const { send } = await endpoint()
    const answer = await send('', {}, method)
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('POST')
  })

  it('does not exist without a secret', async () => {
    const calls = vi.fn(async () => published)
    const server = createServer(createPublishEndpoint(undefined, calls)).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`http://127.0.0.1:${port}/publish`, { method, headers: signed('') })
      expect(answer.status).toBe(404)
    }
    expect(calls).not.toHaveBeenCalled()
  })

  it('survives a message that breaks off', async () => {
    const { send, port, calls, failures } = await endpoint()
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const head = `POST /publish HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nX-Hub-Signature-256: sha256=00\r\n\r\nhalf`
    await new Promise((resolve) => socket.write(head, resolve))
    socket.destroy()
    await once(socket, 'close')
    expect((await send('one')).status).toBe(200)
    expect(calls).toHaveBeenCalledTimes(1)
    expect(failures).toEqual([])
  })

  it('answers 202 when publishing takes long, and accepts the message again when that fails in the end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const ends: ((outcome: Outcome) => void)[] = []
    const { send, calls } = await endpoint(() => new Promise((resolve) => ends.push(resolve)))
    const first = send('one')
    await until(() => calls.mock.calls.length === 1)
    vi.advanceTimersByTime(8000)
    expect(await first).toMatchObject({ status: 202, line: 'Publishing.' })
    expect((await send('one')).status).toBe(409)
    ends[0]?.({ ok: false, reason: 'git pull failed' })
    const second = send('one')
    await until(() => calls.mock.calls.length === 2)
    ends[1]?.(published)
    expect((await second).status).toBe(200)
  })
})

/** Waits by the machine's own clock, which tests may have stopped. */
async function until(isSo: () => boolean) {
  while (!isSo()) await new Promise(setImmediate)
}
