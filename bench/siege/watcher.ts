import { parentPort, workerData } from 'node:worker_threads'
import { type Holding, holdingOf } from './holding.ts'

// A thread that looks at what a server holds, which takes the kernel a while, and tells the most there was when asked.
const everyMilliseconds = 500
const server: { pid: number } = workerData
let most: Holding = { megabytes: 0, files: 0 }

function look() {
  const { megabytes, files } = holdingOf(server)
  most = { megabytes: Math.max(most.megabytes, megabytes), files: Math.max(most.files, files) }
}

look()
setInterval(look, everyMilliseconds)
parentPort?.once('message', () => {
  look()
  parentPort?.postMessage(most)
})
