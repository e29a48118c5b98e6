import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Newsroom } from './newsroom-schema.ts'
import type { ReadFile } from './read-file.ts'

/** What a reading worker is given at its start. */
export type ReadingTask = {
  directory: string
  newsroom: Newsroom
  port: MessagePort
  /** One number, counted up and notified after each batch. */
  signal: Int32Array
}

/** Files that other threads read while this one does something else. */
export type ReadAhead = {
  /**
   * A file of the list, to be taken in its order; waits for it if need be. Nothing when its thread died: then the
   * caller has to read it.
   */
  take(path: string): ReadFile | undefined
  close(): void
}

const batchSize = 32
/** How many batches a thread may be ahead, so that memory stays bounded. */
const ahead = 3
const mostWorkers = 4
/** Far longer than any batch takes. */
const patience = 30_000

/**
 * Reads many files in threads of their own, as reading takes far longer than keeping what was read. This thread may go
 * on without ever returning to its event loop.
 *
 * @param directory the content folder
 * @param paths in the order in which they will be taken
 */
export function readAhead(directory: string, newsroom: Newsroom, paths: readonly string[]): ReadAhead {
  const signal = new Int32Array(new SharedArrayBuffer(4))
  const batches = Array.from({ length: Math.ceil(paths.length / batchSize) }, (_, index) =>
    paths.slice(index * batchSize, (index + 1) * batchSize),
  )
  const workers = Array.from({ length: Math.min(mostWorkers, availableParallelism()) }, () => {
    const { port1, port2 } = new MessageChannel()
    const workerData: ReadingTask = { directory, newsroom, port: port2, signal }
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      workerData,
      transferList: [port2],
      // A batch needs little; left alone, each thread would let garbage lie.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 },
    })
    // Whoever waits for its files finds out by waiting in vain.
    worker.on('error', () => {})
    worker.unref()
    return { worker, port: port1 }
  })
  const read = new Map<string, ReadFile>()
  let sent = 0
  let dead = false

  const sendNext = (port: MessagePort) => {
    const batch = batches[sent]
    sent += 1
    if (batch) port.postMessage(batch)
  }
  for (let round = 0; round < ahead; round += 1) for (const { port } of workers) sendNext(port)

  const receive = () => {
    for (const { port } of workers)
      for (let received = receiveMessageOnPort(port); received; received = receiveMessageOnPort(port)) {
        for (const [path, file] of received.message as [string, ReadFile][]) read.set(path, file)
        sendNext(port)
      }
  }

  return {
    take(path) {
      for (;;) {
        const before = Atomics.load(signal, 0)
        receive()
        const file = read.get(path)
        if (file || dead) {
          read.delete(path)
          return file
        }
        dead = Atomics.wait(signal, 0, before, patience) === 'timed-out'
      }
    },
    close() {
      for (const { worker, port } of workers) {
        port.close()
        void worker.terminate()
      }
    },
  }
}
