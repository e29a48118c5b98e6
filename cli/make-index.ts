import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** How much of what it says is kept, in characters: the end of it says why. */
const maxSaid = 2000

/**
 * Makes an index of the content at another path, as a start does, while the server goes on.
 *
 * @throws with its last line when it cannot be made; when `signal` says that nobody wants it any more
 */
export async function makeIndex(file: string, signal: AbortSignal): Promise<void> {
  const command = spawn(process.execPath, ['cli/update-index.ts', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  })
  let said = ''
  command.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-maxSaid)
  })
  const [code] = (await once(command, 'close')) as [number | null]
  if (code !== 0) throw new Error(said.trim().split('\n').at(-1) || `it ended with ${code}`)
}
