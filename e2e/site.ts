import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { nodeFlags } from '../cli/node-flags.mjs'
import { temporaryFolder } from '../lib/testing/temporary.ts'

/** Where the demonstration newsroom is served; another one lets two checkouts be tested at once. */
export const demoPort = Number(process.env.E2E_PORT ?? 3210)
export const demoUrl = `http://localhost:${demoPort}`

/** A site of a test's own, served from the same build as the demonstration newsroom. */
export type TestSite = {
  url: string
  /** Of the process that answers. */
  pid: number
  /** What the start command said, on both of its channels. */
  output(): string
  /** What it said on stdout alone. */
  log(): string
  /** Tells it, as an operator would, to look for changes in the content. */
  hangUp(): void
  /** Ends it as an operator would; resolves to its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a machine does that runs out of memory. */
  kill(): Promise<void>
}

/**
 * Starts the production site over a content folder; `dataDir` and `stateDir` are new ones unless given, `variables` are
 * more of its environment.
 */
export async function startSite(
  contentDir: string,
  dataDir = temporaryFolder(),
  stateDir = temporaryFolder(),
  variables: Record<string, string> = {},
): Promise<TestSite> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(process.execPath, [...nodeFlags.start, 'cli/start.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      STATE_DIR: stateDir,
      NODE_ENV: 'production',
      ...variables,
    },
  })
  let output = ''
  let log = ''
  server.stdout.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  for (const channel of [server.stdout, server.stderr]) {
    channel.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  await answering(`${url}/favicon.svg`, () => {
    if (server.exitCode !== null) throw new Error(`The site ended: ${output}`)
  })
  return {
    url,
    pid: server.pid ?? 0,
    output: () => output,
    log: () => log,
    hangUp: () => void server.kill('SIGHUP'),
    stop: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      return (await ended)[0] as number | null
    },
    kill: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
    },
  }
}

/** Waits until something answers there; throws when `check` does, or after a minute. */
export async function answering(url: string, check: () => void = () => {}) {
  for (let tries = 0; tries < 300; tries += 1) {
    check()
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${url} does not answer.`)
}

/** A port nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

export type RawAnswer = {
  status: number
  headers: IncomingHttpHeaders
  /** Of the body as it was sent. */
  bytes: number
  /** The body as text; empty when it was compressed. */
  body: string
}

/** What the server answers to exactly this path, byte for byte, and these headers. */
export async function rawRequest(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const request = get({ hostname, port, path, headers })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const sent = Buffer.concat(chunks)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    bytes: sent.length,
    body: response.headers['content-encoding'] ? '' : sent.toString('utf8'),
  }
}
