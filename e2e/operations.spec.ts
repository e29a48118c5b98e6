import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { nodeFlags } from '../cli/node-flags.mjs'
import { storyText, testNewsroom } from '../lib/testing/newsroom.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import { answering, freePort, rawRequest, startSite } from './site.ts'

const broken = 'articles/2025/05/16/محادثات.ar.md'
const stories = Object.fromEntries(
  Array.from({ length: 40 }, (_, number) => [`articles/2025/05/16/会谈-${number}.zh-Hans.md`, storyText()]),
)
const story = (number: number) => `/zh-Hans/world/2025-05-16/${encodeURIComponent(`会谈-${number}`)}`

/** A proxy as nginx and HAProxy are without further settings: it adds no header that says for whom it asks. */
async function startSilentProxy(url: string): Promise<{ url: string; close(): void }> {
  const { hostname, port } = new URL(url)
  const proxy = createServer((incoming, response) => {
    const { method, url: path, headers } = incoming
    const outgoing = request({ hostname, port, method, path, headers }, (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    incoming.pipe(outgoing)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close: () => void proxy.close(),
  }
}

test('what is not for readers is told to whoever has the token and on a port of the machine’s own', async () => {
  test.setTimeout(120_000)
  const { directory } = testNewsroom({ ...stories, [broken]: storyText({ section: 'wrold' }) })
  const token = 'nobody can guess it'.replaceAll(' ', '-')
  const operationsPort = await freePort()
  const site = await startSite(directory, undefined, undefined, {
    METRICS_TOKEN: token,
    OPERATIONS_PORT: String(operationsPort),
  })
  const proxy = await startSilentProxy(site.url)
  try {
    for (const headers of [
      {},
      { authorization: 'Bearer undefined' },
      { authorization: `Bearer ${token}x` },
    ]) {
      for (const url of [site.url, proxy.url]) {
        expect((await rawRequest(url, '/metrics', headers)).status).toBe(404)
        const { status, body } = await rawRequest(url, '/readyz', headers)
        expect(status).toBe(200)
        // How old the index is stands there from the first pass on.
        const told = Object.keys(JSON.parse(body)).filter((name) => name !== 'indexAgeSeconds')
        expect(told).toEqual(['ready', 'revision'])
      }
    }
    const inside = `http://127.0.0.1:${operationsPort}`
    for (const [url, headers] of [
      [inside, {}],
      [site.url, { authorization: `Bearer ${token}` }],
      [proxy.url, { authorization: `Bearer ${token}` }],
    ] as const) {
      expect(JSON.parse((await rawRequest(url, '/readyz', headers)).body)).toMatchObject({
        ready: true,
        problems: [expect.stringContaining(broken)],
      })
      const { status, body } = await rawRequest(url, '/metrics', headers)
      expect(status).toBe(200)
      for (const name of [
        'dateline_index_stories 40',
        'dateline_index_bytes ',
        'dateline_index_damaged 0',
        'dateline_index_made_anew_total 0',
        'dateline_log_lines_lost_total 0',
        'dateline_page_cache_bytes ',
        'process_resident_memory_bytes ',
      ])
        expect(body).toContain(`\n${name}`)
    }
    for (const path of ['/zh-Hans', '/', '/publish', '/constructor', '/metrics?x'])
      expect((await rawRequest(inside, path)).status, path).toBe(404)
    await rawRequest(site.url, story(0))
    const { body } = await rawRequest(inside, '/metrics')
    expect(body).toMatch(/\ndateline_requests_total\{status="200",cache="/)
    expect(body).toContain('\ndateline_render_seconds_count ')
    for (const { address } of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
      if (address !== '127.0.0.1') expect(await canConnect(address, operationsPort), address).toBe(false)
  } finally {
    proxy.close()
    expect(await site.stop()).toBe(0)
  }
})

function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port })
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
  }).finally(() => socket.destroy()) as Promise<boolean>
}

test('an index has one server; what one leaves that is killed, the next removes', async () => {
  test.setTimeout(180_000)
  const { directory } = testNewsroom(stories)
  const dataDir = temporaryFolder()
  const first = await startSite(directory, dataDir)
  const note = join(dataDir, 'socket')
  const folder = readFileSync(note, 'utf8')
  const second = spawnSync(process.execPath, ['cli/start.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: directory, DATA_DIR: dataDir, PORT: String(await freePort()) },
  })
  expect(second).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `${join(dataDir, 'index.sqlite')} is in use by another server. Stop that one, or set DATA_DIR to another folder.\n`,
  })
  expect((await rawRequest(first.url, story(1))).status).toBe(200)

  // Somebody tidies /tmp up.
  rmSync(folder, { recursive: true })
  await answers(first.url, () => story(2))
  // Connections that are open still lead to Next: what is there is looked at all the same.
  await expect(() => expect(readFileSync(note, 'utf8')).not.toBe(folder)).toPass()
  const moved = readFileSync(note, 'utf8')
  expect((await rawRequest(first.url, story(3))).status).toBe(200)

  await first.kill()
  expect(existsSync(moved)).toBe(true)
  const third = await startSite(directory, dataDir)
  expect(existsSync(moved)).toBe(false)
  expect((await rawRequest(third.url, story(1))).status).toBe(200)
  expect(await third.stop()).toBe(0)
  expect(existsSync(note)).toBe(false)
})

/** Resolves when a page answers 200, within half a minute. */
async function answers(url: string, path: () => string) {
  let status = 0
  for (let tries = 0; tries < 60 && status !== 200; tries += 1) {
    if (tries > 0) await sleep(500)
    status = (await rawRequest(url, path())).status
  }
  expect(status).toBe(200)
}

test('a log that nobody reads, and one whose reader has gone, stop nothing', async () => {
  test.setTimeout(180_000)
  const { directory } = testNewsroom(stories)
  const port = await freePort()
  const operationsPort = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(process.execPath, [...nodeFlags.start, 'cli/start.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      OPERATIONS_PORT: String(operationsPort),
      CONTENT_DIR: directory,
      DATA_DIR: temporaryFolder(),
      STATE_DIR: temporaryFolder(),
      LOG_LEVEL: 'debug',
    },
    // Of stdout nothing is read, so that its pipe fills.
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(server, 'exit')
  try {
    await answering(`${url}/favicon.svg`)
    const lost = async () => {
      const { body } = await rawRequest(`http://127.0.0.1:${operationsPort}`, '/metrics')
      return Number(/\ndateline_log_lines_lost_total (\d+)/.exec(body)?.[1])
    }
    const ask = async (times: number) => {
      for (let done = 0; done < times; done += 50) {
        const wave = Array.from({ length: 50 }, () => rawRequest(url, `/zh-Hans?${'x'.repeat(180)}`))
        for (const { status } of await Promise.all(wave)) expect(status).toBe(200)
      }
    }
    for (let rounds = 0; rounds < 30 && (await lost()) === 0; rounds += 1) await ask(500)
    const before = await lost()
    expect(before).toBeGreaterThan(0)
    server.stdout?.destroy()
    await ask(500)
    expect(await lost()).toBeGreaterThanOrEqual(before + 500)
    expect((await rawRequest(url, story(3))).status).toBe(200)
  } finally {
    server.kill('SIGTERM')
  }
  expect(await ended).toEqual([0, null])
})
