import { workerData } from 'node:worker_threads'
import { answerAll, beginStep, countProgress, type WaitedFor } from '../runtime/waited-thread.ts'
import { openContentFolder } from './content-folder.ts'
import { type Surroundings, surroundingsIn } from './pictures.ts'
import { type ReadFile, readFile, type UnreadFile, unlessFault } from './read-file.ts'
import { createReader } from './read-story.ts'
import type { Read, ReadingOrder, ReadingTask, Run } from './reading-thread.ts'

// The thread that reading-thread.ts starts: it reads the files it is told to, and compiles their texts.
const own = workerData as WaitedFor & ReadingTask

/** Longer than lib/assets/pictures waits for one. */
const picturePatience = 70_000

/** A body with fewer characters compiles quickly, whatever it holds; when there are many files, it is compiled later. */
const large = 32 * 1024

let read: ((path: string, now: number) => ReadFile | UnreadFile) | undefined

answerAll(own, ({ run, now, paths }: ReadingOrder) => {
  if (run) read = readerFor(run)
  const all: Read[] = []
  for (const path of paths) {
    beginStep(own, own.milliseconds)
    countProgress(own)
    if (read) all.push([path, read(path, now)])
  }
  return all
})

function readerFor({
  directory,
  newsroom,
  compiles,
}: Run): (path: string, now: number) => ReadFile | UnreadFile {
  const folder = openContentFolder(directory)
  const surroundings = patient(surroundingsIn(folder))
  const reader = createReader(newsroom, surroundings, ({ length }) => compiles || length >= large)
  return (path, now) => unlessFault(() => readFile(folder, reader, path, now))
}

/** Pictures and films may be large, and their disks slow: inspecting them does not count towards a text's limits. */
function patient({ picture, media }: Surroundings): Surroundings {
  const patiently = <T>(look: () => T): T => {
    beginStep(own, picturePatience)
    const seen = look()
    beginStep(own, own.milliseconds)
    return seen
  }
  return {
    picture: (path) => patiently(() => picture(path)),
    media: (path, kind, type) => patiently(() => media(path, kind, type)),
  }
}
