import { workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { inspectPicture } from './inspect.ts'
import type { InspectingTask } from './inspector.ts'

// The thread at the other end of inspector: looks at one picture after the other.
const { port, signal } = workerData as InspectingTask
sharp.cache(false)

port.on('message', async (file: string) => {
  port.postMessage(await inspectPicture(file))
  Atomics.add(signal, 0, 1)
  Atomics.notify(signal, 0)
})
