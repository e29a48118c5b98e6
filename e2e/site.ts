import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { temporaryFolder } from '../lib/testing/temporary.ts'

export const demoPort = 3210

/** A site of a test's own, served from the same build as the demonstration newsroom. */
export type TestSite = {
  url: string
  /** What the start command said, on both of its channels. */
  output(): string
  /** Ends it as an operator would; resolves to its exit code. */
  stop(): Promise<number | null>
}

/** Starts the production site over a content folder; `dataDir` is a new one unless given. */
export async function startSite(contentDir: string, dataDir = temporaryFolder()): Promise<TestSite> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(process.execPath, ['cli/start.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      CONTENT_DIR: contentDir,
      DATA_DIR: dataDir,
      NODE_ENV: 'production',
    },
  })
  let output = ''
  for (const channel of [server.stdout, server.stderr]) {
    channel.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  await answering(url, server, () => output)
  return {
    url,
    output: () => output,
    stop: async () => {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      return (await ended)[0] as number | null
    },
  }
}

async function answering(url: string, server: ChildProcess, output: () => string) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error(`The site ended: ${output()}`)
    const response = await fetch(`${url}/favicon.svg`).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The site does not answer: ${output()}`)
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

/** What the server answers to exactly this path, byte for byte. */
export async function rawRequest(
  url: string,
  path: string,
): Promise<{ status: number; location?: string; body: string }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    get({ hostname, port, path }, (response) => {
      const { statusCode = 0, headers } = response
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk
      })
      response.on('end', () =>
        resolve({ status: statusCode, ...(headers.location && { location: headers.location }), body }),
      )
    }).on('error', reject)
  })
}
