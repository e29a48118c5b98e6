import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { errorText } from '../../runtime/error-text.ts'
import type { Log } from '../../runtime/log.ts'
import { closed } from './drain.ts'

/** A server that only this process knows of. */
export type PrivateListener = {
  /** Stops taking connections and waits for running answers, but not for ever (milliseconds). */
  close(patience: number): Promise<void>
}

const prefix = 'dateline-next-'
const name = 'next.sock'
const lookEvery = 1000

/**
 * Listens on a socket in a new folder that nobody but this user can enter or guess. When somebody tidies it away, as is
 * done with what lies in /tmp for long, it listens in another.
 *
 * @param note path of a file that remembers the folder: the next server removes what one that was killed left there
 * @param listening called with the path of the socket, each time it listens
 */
export async function listenPrivately(
  handle: RequestListener,
  options: ServerOptions,
  note: string,
  log: Log,
  listening: (socketPath: string) => void,
): Promise<PrivateListener> {
  const servers: Server[] = []
  let socketPath = ''

  const open = async () => {
    removeLeft(note, log)
    // Its mode is 0700.
    const folder = mkdtempSync(join(tmpdir(), prefix))
    const path = join(folder, name)
    const server = createServer(options, handle)
    try {
      server.listen({ path, backlog: 2048 })
      await once(server, 'listening')
    } catch (error) {
      rmdirSync(folder)
      throw error
    }
    servers.push(server)
    writeFileSync(note, folder)
    socketPath = path
    listening(path)
  }

  let isOpening = false
  const look = async () => {
    if (isOpening || existsSync(socketPath)) return
    isOpening = true
    try {
      await open()
      log('warn', 'socket made anew', { reason: 'it was removed' })
    } catch (error) {
      log('error', 'socket not made anew', { reason: errorText(error) })
    }
    isOpening = false
  }

  await open()
  const timer = setInterval(() => void look(), lookEvery).unref()
  return {
    async close(patience) {
      clearInterval(timer)
      await Promise.all(servers.map((server) => closed(server, patience)))
      removeLeft(note, log)
    },
  }
}

/** Removes the folder a note tells of, if it is one of ours: the socket, and what is empty then. */
function removeLeft(note: string, log: Log) {
  if (!existsSync(note)) return
  const folder = readFileSync(note, 'utf8')
  try {
    if (basename(folder).startsWith(prefix) && existsSync(folder)) {
      rmSync(join(folder, name), { force: true })
      rmdirSync(folder)
    }
  } catch (error) {
    // Another user's, perhaps. It harms nobody.
    log('warn', 'socket not removed', { reason: errorText(error) })
  }
  rmSync(note)
}
