import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { proportionalMegabytes } from '../memory.ts'
import { openFiles, type Server } from '../processes.ts'

const everyMilliseconds = 500

/** What a server holds, with all processes it started: megabytes (PSS), and files and connections. */
export type Holding = { megabytes: number; files: number }

export function holdingOf(server: Server): Holding {
  return { megabytes: proportionalMegabytes(server.pid), files: openFiles(server) }
}

/** Watches what a server holds. @returns a function that ends it and says the most there was of each */
export function watchHolding(server: Server): () => Holding {
  let most = holdingOf(server)
  const look = () => {
    const now = holdingOf(server)
    most = {
      megabytes: Math.max(most.megabytes, now.megabytes),
      files: Math.max(most.files, now.files),
    }
  }
  const timer = setInterval(look, everyMilliseconds)
  return () => {
    clearInterval(timer)
    look()
    return most
  }
}

/** Of all files in a folder. */
export function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    return sum + (found?.isFile() ? found.size : 0)
  }, 0)
}
