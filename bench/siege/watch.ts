import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Server } from '../processes.ts'
import type { Holding } from './holding.ts'

/** Watches what a server holds, in a thread beside. @returns a function that ends it and says the most there was of each */
export function watchHolding({ pid }: Server): () => Promise<Holding> {
  const watcher = new Worker(new URL('./watcher.ts', import.meta.url), { workerData: { pid } })
  return async () => {
    watcher.postMessage('end')
    const [most] = (await once(watcher, 'message')) as [Holding]
    await watcher.terminate()
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
