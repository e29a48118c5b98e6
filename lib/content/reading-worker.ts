import { workerData } from 'node:worker_threads'
import { openContentFolder } from './content-folder.ts'
import { type Surroundings, surroundingsIn } from './pictures.ts'
import { type ReadFile, readFile, type UnreadFile, unlessFault } from './read-file.ts'
import { createReader } from './read-story.ts'
import { type Read, type ReadingOrder, type ReadingTask, type Run, shown } from './reading-thread.ts'

// The thread at the other end of reading-thread: reads the files it is told to, and compiles their texts.
const { port, state, milliseconds } = workerData as ReadingTask

/** Longer than lib/pictures waits for one. */
const picturePatience = 70_000

/** A body with fewer characters takes a moment, whatever it holds: where files are many, it can wait to be compiled. */
const large = 32 * 1024

let read: ((path: string) => ReadFile | UnreadFile) | undefined

port.on('message', ({ run, paths }: ReadingOrder) => {
  if (run) read = readerFor(run)
  const all: Read[] = []
  for (const path of paths) {
    beginStep(milliseconds)
    Atomics.add(state, shown.begun, 1)
    if (read) all.push([path, read(path)])
  }
  port.postMessage(all)
  Atomics.add(state, shown.done, 1)
  Atomics.notify(state, shown.done)
})

/** Tells who waits how long to wait from now on. */
function beginStep(patience: number) {
  Atomics.store(state, shown.patience, patience)
  Atomics.add(state, shown.step, 1)
}

function readerFor({ directory, newsroom, compiles }: Run): (path: string) => ReadFile | UnreadFile {
  const folder = openContentFolder(directory)
  const surroundings = patient(surroundingsIn(folder))
  const reader = createReader(newsroom, surroundings, ({ length }) => compiles || length >= large)
  return (path) => unlessFault(() => readFile(folder, reader, path))
}

/** Pictures and films may be large, and their disks slow: looking at them is no part of what a text may take. */
function patient({ picture, media }: Surroundings): Surroundings {
  const patiently = <T>(look: () => T): T => {
    beginStep(picturePatience)
    const seen = look()
    beginStep(milliseconds)
    return seen
  }
  return {
    picture: (path) => patiently(() => picture(path)),
    media: (path, kind, type) => patiently(() => media(path, kind, type)),
  }
}
