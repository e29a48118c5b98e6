import { availableParallelism } from 'node:os'
import { type TextLimits, textLimits } from '../prose/text-limits.ts'
import { openContentFolder } from './content-folder.ts'
import { exhausting, type ReadFile, type UnreadFile, unlessFault } from './read-file.ts'
import { type ReadingThread, type Run, startReading } from './reading-thread.ts'

/** Files that other threads read while this one does something else, or waits. */
export type ReadAhead = {
  /** The next file of the list, which has to be taken in its order; waits for it if necessary. */
  take(path: string): ReadFile | UnreadFile
  close(): void
}

const batchSize = 16
/** How many batches a thread may be ahead, so that memory stays bounded. */
const ahead = 3
const maxThreads = Math.min(4, availableParallelism())
/** How many files make it worthwhile to start another thread. */
const perThread = 50

/** Kept from the last time, because starting a thread takes longer than reading a file. */
const spares: ReadingThread[] = []
/** How long more than one is kept after much reading, milliseconds. */
const idle = 5000
let ending: NodeJS.Timeout | undefined

/** Starts a thread now, so that the first saved file does not have to wait for it. */
export function prepareReading() {
  if (spares.length === 0) spares.push(startReading(textLimits))
}

function keepSpare(thread: ReadingThread) {
  spares.push(thread)
  clearTimeout(ending)
  ending = setTimeout(() => {
    for (const other of spares.splice(1)) other.end()
  }, idle).unref()
}

/**
 * Files that took a thread beyond its limits: their hashes by place. The same file would do so again, and everybody would
 * wait again.
 */
const exhausted = new Map<string, string>()

/**
 * Reads files in other threads: in several, because reading takes far longer than storing what was read, and never here,
 * because a file may take more time or memory than there is. This thread need not return to its event loop.
 *
 * @param paths in the order in which they will be taken
 */
export function readAhead(run: Run, paths: readonly string[], limits: TextLimits = textLimits): ReadAhead {
  const folder = openContentFolder(run.directory)
  const read = new Map<string, ReadFile | UnreadFile>()
  for (const path of paths) refuseAgain(path)
  const unread = paths.filter((path) => !read.has(path))
  const batches = Array.from({ length: Math.ceil(unread.length / batchSize) }, (_, index) =>
    unread.slice(index * batchSize, (index + 1) * batchSize),
  )
  const count = Math.min(maxThreads, Math.ceil(unread.length / perThread))
  const threads = Array.from({ length: count }, start)
  let sent = 0
  for (let round = 0; round < ahead; round += 1) for (const thread of threads) sendNext(thread)

  return {
    take(path) {
      for (;;) {
        for (const thread of threads) receive(thread)
        const file = read.get(path)
        if (file) {
          read.delete(path)
          return file
        }
        const thread = threads.find((candidate) => candidate.missing().includes(path))
        if (!thread) throw new RangeError(`${path} is not the next file of the list.`)
        if (!thread.wait()) replace(thread)
      }
    },
    close() {
      for (const thread of threads) {
        if (limits !== textLimits || thread.missing().length > 0) thread.end()
        else keepSpare(thread)
      }
    },
  }

  function refuseAgain(path: string) {
    const hash = exhausted.get(placeOf(path))
    if (hash === undefined) return
    const refused = unlessFault(() => exhausting(folder, path))
    if ('fault' in refused || refused.hash === hash) read.set(path, refused)
    else exhausted.delete(placeOf(path))
  }

  function start(): ReadingThread {
    return (limits === textLimits ? spares.pop() : undefined) ?? startReading(limits)
  }

  function sendNext(thread: ReadingThread) {
    const batch = batches[sent]
    sent += 1
    if (batch) thread.order(run, batch)
  }

  function receive(thread: ReadingThread) {
    for (const batch of thread.receive()) {
      for (const [path, file] of batch) read.set(path, file)
      sendNext(thread)
    }
  }

  /** Replaces a thread that is stuck by another, which goes on without the file it is stuck at. */
  function replace(thread: ReadingThread) {
    const at = thread.standsAt()
    thread.end()
    if (at === undefined) throw new Error('A thread that reads files cannot be started, or has died.')
    const file = unlessFault(() => exhausting(folder, at))
    read.set(at, file)
    if (!('fault' in file)) exhausted.set(placeOf(at), file.hash)
    const other = startReading(limits)
    threads.splice(threads.indexOf(thread), 1, other)
    const rest = thread.missing().filter((path) => path !== at)
    if (rest.length > 0) other.order(run, rest)
  }

  function placeOf(path: string): string {
    return `${run.directory} ${path}`
  }
}
