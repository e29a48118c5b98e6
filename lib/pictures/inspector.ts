import { statSync } from 'node:fs'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { SystemFault } from '../system-fault.ts'
import type { PictureFault, PictureFile } from './facts.ts'

/** What the inspecting worker is given at its start. */
export type InspectingTask = {
  port: MessagePort
  /** One number, counted up and notified after each picture. */
  signal: Int32Array
}

/** Far longer than any picture takes. */
const patience = 60_000
const mostRemembered = 5000
/** A file may be saved twice within one tick of its file system's clock; one this young is looked at again. */
const settled = 2000

const remembered = new Map<string, PictureFile | PictureFault>()
let inspect: ((file: string) => PictureFile | PictureFault) | undefined

/**
 * What a picture shows, or why it cannot be shown. Decoding is asynchronous and reading stories is not: a thread of its
 * own decodes while this one waits. Translations show the same pictures, so answers are remembered for a while.
 *
 * @param file where it really is, absolute
 * @throws what the system met that has nothing to do with the file
 */
export function inspectedPicture(file: string): PictureFile | PictureFault | undefined {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) return undefined
  const key = `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${file}`
  const known = remembered.get(key)
  if (known) return known
  inspect ??= startInspecting()
  const found = inspect(file)
  if ('fault' in found && found.isSystems) throw new SystemFault(found.fault)
  if (Date.now() - stat.mtimeMs > settled) {
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(key, found)
  }
  return found
}

function startInspecting() {
  const signal = new Int32Array(new SharedArrayBuffer(4))
  const { port1, port2 } = new MessageChannel()
  const workerData: InspectingTask = { port: port2, signal }
  const worker = new Worker(new URL('./inspecting-worker.ts', import.meta.url), {
    workerData,
    transferList: [port2],
  })
  // Whoever waits for it finds out by waiting in vain.
  worker.on('error', () => {})
  worker.unref()
  return (file: string): PictureFile | PictureFault => {
    port1.postMessage(file)
    for (;;) {
      const before = Atomics.load(signal, 0)
      const received = receiveMessageOnPort(port1)
      if (received) return received.message as PictureFile | PictureFault
      if (Atomics.wait(signal, 0, before, patience) === 'timed-out') {
        // A late answer must not be taken for the next picture's.
        inspect = undefined
        void worker.terminate()
        return { fault: 'could not be read within a minute. Save it again, smaller.' }
      }
    }
  }
}
