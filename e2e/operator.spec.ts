import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { demoPort, demoUrl, rawRequest, startSite } from './site.ts'

test('caches in front keep errors and redirects for a second, and know their keys', async () => {
  const asCache = { 'surrogate-capability': 'varnish="Surrogate/1.0"' }
  for (const [path, status] of [
    ['/en/nothing', 404],
    ['/ar/nothing', 404],
    ['/zh-Hans/nothing', 404],
    ['/en/world/', 308],
    ['/AR', 308],
  ] as const) {
    const { headers, ...answer } = await rawRequest(demoUrl, path, asCache)
    expect(answer.status, path).toBe(status)
    expect(headers['cache-control'], path).toBe('public, max-age=0, s-maxage=1')
    expect(headers['surrogate-key'], path).toBe('site')
    expect((await rawRequest(demoUrl, path)).headers['surrogate-key'], path).toBeUndefined()
  }
  // Whose language an address without one is answered in, nobody else's cache should decide.
  expect((await rawRequest(demoUrl, '/nothing', asCache)).headers['cache-control']).toBe('private, no-store')
})

test('a request that is too large is turned away at the door', async () => {
  expect((await rawRequest(demoUrl, `/${'a'.repeat(8001)}`)).status).toBe(414)
  expect((await rawRequest(demoUrl, '/en', { 'x-large': 'a'.repeat(17_000) })).status).toBe(431)
})

const story = '/ar/archive'
const slowClients: Readonly<Record<string, string>> = {
  'a head without end': `GET ${story} HTTP/1.1\r\nhost: x\r\nx-a: b\r\n`,
  'a body without end': 'POST /consent HTTP/1.1\r\nhost: x\r\ncontent-length: 8192\r\n\r\ndecision=',
  'an answer nobody reads': `${`GET ${story} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(20)}`,
  'many ranges': `GET ${story} HTTP/1.1\r\nhost: x\r\nrange: bytes=${'0-9,'.repeat(2000)}5-\r\n\r\n`,
}

for (const [kind, start] of Object.entries(slowClients))
  test(`200 clients with ${kind} do not keep readers waiting`, async () => {
    const sockets = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const socket = connect(demoPort, 'localhost').on('error', () => {})
        await once(socket, 'connect')
        socket.pause()
        socket.write(start)
        return socket
      }),
    )
    const waited: number[] = []
    for (const page of ['/en', '/ar', '/zh-Hans', '/en/archive', '/zh-Hans/archive']) {
      const started = performance.now()
      expect((await rawRequest(demoUrl, page)).status).toBe(200)
      waited.push(performance.now() - started)
    }
    for (const socket of sockets) socket.destroy()
    // The middle one: what else the machine does is not the server's affair.
    expect(waited.sort((a, b) => a - b)[2]).toBeLessThan(1000)
  })

test('a server that cannot start says why in one line', () => {
  const { directory } = testNewsroom()
  const start = (env: Record<string, string>) => {
    const { status, stderr } = spawnSync(process.execPath, ['cli/start.ts'], {
      encoding: 'utf8',
      env: { ...process.env, CONTENT_DIR: directory, DATA_DIR: temporaryFolder(), ...env },
    })
    const lines = stderr.split('\n').filter((line) => line !== '' && !/^(?:Index|Building|✓)/.test(line))
    return { status, lines }
  }
  expect(start({ PORT: String(demoPort), HOST: '127.0.0.1' })).toEqual({
    status: 1,
    lines: [
      `Cannot listen on 127.0.0.1, port ${demoPort}: Something else listens there. Stop it, or set PORT to another one.`,
    ],
  })
  const stateDir = temporaryFolder()
  writeFileSync(join(stateDir, 'form-secret'), '')
  expect(start({ STATE_DIR: stateDir })).toEqual({
    status: 1,
    lines: [expect.stringMatching(/^\/.*\/form-secret is empty\. Bring it back from a backup, /)],
  })
  expect(start({ FORM_SECRET: 'short' }).lines).toEqual([
    'FORM_SECRET is too short. Set it to at least 32 characters that nobody can guess, the same on all servers, or leave it out.',
  ])
  const missing = join(directory, 'nowhere')
  const { status, lines } = start({ CONTENT_DIR: missing })
  expect(status).toBe(1)
  expect(lines).toEqual([expect.stringContaining(missing)])
})

test('SIGTERM loses no request that a front sends before it notices', async () => {
  test.setTimeout(120_000)
  const site = await startSite('content')
  const answers: number[] = []
  const lost: string[] = []
  let isReady = true
  const reader = async (path: string) => {
    while (isReady)
      await rawRequest(site.url, path).then(
        ({ status }) => answers.push(status),
        (error) => lost.push(String(error)),
      )
  }
  // As a cache in front does: it looks now and then, and sends nobody to a server that is not ready.
  const probe = async () => {
    while (isReady) {
      isReady = (await rawRequest(site.url, '/readyz')).status === 200
      await sleep(500)
    }
  }
  const running = [reader('/en'), reader('/ar'), reader('/zh-Hans/archive'), probe()]
  await sleep(500)
  const stopped = site.stop()
  await Promise.all(running)
  expect(await stopped).toBe(0)
  expect(lost).toEqual([])
  expect(new Set(answers)).toEqual(new Set([200]))
  expect(site.output()).toContain('"event":"stopped"')
})
