import { Agent, get, type IncomingHttpHeaders } from 'node:http'

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** From the request to the last byte of the body. */
  milliseconds: number
}

const agent = new Agent({ keepAlive: true })

/** Options of a request: the formats accepted, and after how many milliseconds without a byte it is given up. */
type Asking = { accept?: string; timeout?: number }

/** Requests a page over a kept connection; its body stays as it was sent. */
export function ask(url: string, path: string, how?: Asking): Promise<Answer> {
  return askOver(agent, url, path, how)
}

/** The same over a new connection. */
export function askAnew(url: string, path: string): Promise<Answer> {
  return askOver(false, url, path)
}

function askOver(
  agent: Agent | false,
  url: string,
  path: string,
  { accept = '*/*', timeout = 30_000 }: Asking = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const request = get(
      new URL(path, url),
      { agent, timeout, headers: { accept, 'accept-encoding': 'br' } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
            milliseconds: performance.now() - started,
          }),
        )
      },
    )
    request.on('timeout', () => request.destroy(new Error(`${path}: no answer`)))
    request.on('error', reject)
  })
}

/** Requests a page that must exist; any answer but 200 would spoil the measurement. */
export async function askPage(url: string, path: string): Promise<Answer> {
  const answer = await ask(url, path)
  if (answer.status !== 200) throw new Error(`${url}${path} answered ${answer.status}.`)
  return answer
}
