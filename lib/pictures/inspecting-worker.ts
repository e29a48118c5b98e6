import { workerData } from 'node:worker_threads'
import { openDarkroom } from './darkroom.ts'
import type { InspectingTask } from './inspector.ts'

// The thread at the other end of inspector: has one picture after the other looked at.
const { port, signal } = workerData as InspectingTask
const darkroom = openDarkroom()

port.on('message', async (file: string) => {
  port.postMessage(await darkroom.inspect(file).catch(failed))
  Atomics.add(signal, 0, 1)
  Atomics.notify(signal, 0)
})

/** Nobody's fault but the machine's: the darkroom could not be started, or was ended by the system, twice. */
function failed() {
  return { fault: 'could not be decoded, for want of memory. Save it again, smaller.' }
}
