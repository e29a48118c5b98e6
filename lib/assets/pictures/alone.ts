import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const lookAgain = 25
/** The process that holds a name that long is ended anyway; after that, another may have taken the name. */
const patience = 25_000

/**
 * Does something while no other process does something under the same name. The name is that of an abstract socket, which
 * Linux releases when the process ends, however it ends; on other systems nothing waits.
 */
export async function alone<T>(name: string, act: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return act()
  const free = await taken(name, Date.now() + patience)
  try {
    return await act()
  } finally {
    free?.()
  }
}

async function taken(name: string, until: number): Promise<(() => void) | undefined> {
  while (Date.now() < until) {
    const server = createServer()
    server.listen(`\0${name}`)
    try {
      await once(server, 'listening')
      return () => server.close()
    } catch {
      // Somebody has it: EADDRINUSE is the only way listening on such a name can fail.
      await sleep(lookAgain)
    }
  }
  return undefined
}
