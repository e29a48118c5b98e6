import { type Agent, type IncomingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

/** What a reader's browser asks for. */
export type Visit = {
  path: string
  headers?: Record<string, string>
  /** A form, sent by POST. */
  form?: string
}

export type Received = {
  status: number
  headers: IncomingHttpHeaders
  /** Without its coding. */
  body: Buffer
  /** When the last byte came, by `performance.now()`. */
  at: number
}

/** A reader's patience, milliseconds in which nothing moves. */
const patience = 10_000

/**
 * Asks as browsers do, over connections that are kept: where a kept one was closed just then, on a new one again (RFC
 * 9110, 9.2.2), unless it is a form.
 */
export async function browse(agent: Agent, url: string, visit: Visit): Promise<Received> {
  try {
    return await once(agent, url, visit)
  } catch (error) {
    if (error instanceof ClosedMeanwhile && visit.form === undefined) return once(agent, url, visit)
    throw error
  }
}

class ClosedMeanwhile extends Error {}

function once(agent: Agent, url: string, { path, headers, form }: Visit): Promise<Received> {
  return new Promise((resolve, reject) => {
    const fields = {
      'accept-encoding': 'br',
      ...(form !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': form.length,
        origin: url,
        'sec-fetch-site': 'same-origin',
      }),
      ...headers,
    }
    const method = form === undefined ? 'GET' : 'POST'
    const asked = request(new URL(path, url), { agent, method, timeout: patience, headers: fields })
    asked.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const at = performance.now()
        const sent = Buffer.concat(chunks)
        const body = response.headers['content-encoding'] === 'br' ? brotliDecompressSync(sent) : sent
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, at })
      })
    })
    asked.on('timeout', () => asked.destroy(new Error('no answer')))
    asked.on('error', (error: NodeJS.ErrnoException) =>
      reject(asked.reusedSocket && error.code === 'ECONNRESET' ? new ClosedMeanwhile(error.message) : error),
    )
    asked.end(form)
  })
}
