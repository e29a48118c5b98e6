import { workerData } from 'node:worker_threads'
import { openContentFolder } from './content-folder.ts'
import { surroundingsIn } from './pictures.ts'
import type { ReadingTask } from './read-ahead.ts'
import { readFile } from './read-file.ts'
import { createReader } from './read-story.ts'

// The thread at the other end of read-ahead: reads the files it is told to, in batches.
const { directory, newsroom, port, signal } = workerData as ReadingTask
const folder = openContentFolder(directory)
const reader = createReader(newsroom, surroundingsIn(folder))

port.on('message', (paths: string[]) => {
  port.postMessage(paths.map((path) => [path, readFile(folder, reader, path)]))
  Atomics.add(signal, 0, 1)
  Atomics.notify(signal, 0)
})
