import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** How much of the command's output is kept, in characters; the reason for a failure is at its end. */
const maxSaid = 2000

/**
 * Makes an index of the content at another path, as a start does, while the server goes on.
 *
 * @throws with the command's last line when it fails; and when `signal` is aborted because nobody wants it any more
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
