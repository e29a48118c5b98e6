import { Agent, get, type IncomingHttpHeaders } from 'node:http'

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** From asking to the body's last byte. */
  milliseconds: number
}

const agent = new Agent({ keepAlive: true })

/** How something is asked for, where it matters: the formats wanted, and milliseconds without a byte until it is given up. */
type Asking = { accept?: string; timeout?: number }

/** Gets a page over a connection that is kept, its body as it was sent. */
export function ask(url: string, path: string, how?: Asking): Promise<Answer> {
  return askOver(agent, url, path, how)
}

/** The same over a connection of its own. */
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

/** Gets a page that has to be there; anything but 200 would make a measurement of something else. */
export async function askPage(url: string, path: string): Promise<Answer> {
  const answer = await ask(url, path)
  if (answer.status !== 200) throw new Error(`${url}${path} answered ${answer.status}.`)
  return answer
}
