import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import type { TextLimits } from '../prose/text-limits.ts'
import { startWaitedThread, type WaitedThread } from '../runtime/waited-thread.ts'
import type { ReadFile, UnreadFile } from './read-file.ts'

/** What a reading worker is given at its start: the most milliseconds one file may take. */
export type ReadingTask = { milliseconds: number }

/** What files are read with. */
export type Run = {
  /** The content folder. */
  directory: string
  newsroom: Newsroom
  /** Whether every text is compiled, or only those that may take long. */
  compiles: boolean
  /** The time, epoch milliseconds, as the right to show a picture may end. */
  now: number
}

/** Files to read, and what to read them with if that has changed; the answer is a list of {@link Read} in the same order. */
export type ReadingOrder = { run?: Run; now: number; paths: readonly string[] }

export type Read = [path: string, file: ReadFile | UnreadFile]

/** Starting a thread may take this long when much else starts with it, milliseconds. */
const startPatience = 30_000

/** A thread that reads files while this one waits, or works without returning to its event loop. */
export type ReadingThread = Pick<WaitedThread<ReadingOrder, Read[]>, 'wait' | 'end'> & {
  order(run: Run, paths: readonly string[]): void
  /** What has been read since the last call, one list per order. */
  receive(): Read[][]
  /** The file it is reading now. */
  standsAt(): string | undefined
  /** Files that were ordered and have not been received. */
  missing(): string[]
}

export function startReading({ milliseconds, megabytes }: TextLimits): ReadingThread {
  const thread = startWaitedThread<ReadingOrder, Read[], ReadingTask>(
    new URL('./reading-worker.ts', import.meta.url),
    {
      patience: startPatience,
      data: { milliseconds },
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: megabytes },
    },
  )
  /** What was ordered and has not been received, in order. */
  let missing: string[] = []
  let received = 0
  let latest: Run | undefined

  return {
    order(run, paths) {
      missing.push(...paths)
      thread.ask({ ...(!isSame(run, latest) && { run }), now: run.now, paths })
      latest = run
    },
    receive() {
      const all = thread.receive()
      const count = all.flat().length
      missing = missing.slice(count)
      received += count
      return all
    },
    wait: thread.wait,
    standsAt: () => missing[thread.progress() - received - 1],
    missing: () => missing,
    end: thread.end,
  }
}

/** Whether files are read with the same settings: preparing for others takes as long as reading some files. */
function isSame(run: Run, other: Run | undefined): boolean {
  return (
    run.directory === other?.directory && run.newsroom === other.newsroom && run.compiles === other.compiles
  )
}
