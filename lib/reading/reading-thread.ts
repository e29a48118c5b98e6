import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import type { TextLimits } from '../prose/text-limits.ts'
import { startWaitedThread, type WaitedThread } from '../runtime/waited-thread.ts'
import type { ReadFile, UnreadFile } from './read-file.ts'

/** What a reading worker is given at its start: most milliseconds a file may take. */
export type ReadingTask = { milliseconds: number }

/** By what files are read. */
export type Run = {
  /** The content folder. */
  directory: string
  newsroom: Newsroom
  /** Whether every text is compiled, or only those that may take long. */
  compiles: boolean
  /** The time, epoch milliseconds: the right to show a picture may end. */
  now: number
}

/** Files to be read, and by what if that is new; they come back as a list of {@link Read}, in their order. */
export type ReadingOrder = { run?: Run; now: number; paths: readonly string[] }

export type Read = [path: string, file: ReadFile | UnreadFile]

/** Where much else starts, starting may take long; milliseconds. */
const startPatience = 30_000

/** A thread that reads files while this one waits, or does something else without returning to its event loop. */
export type ReadingThread = Pick<WaitedThread<ReadingOrder, Read[]>, 'wait' | 'end'> & {
  order(run: Run, paths: readonly string[]): void
  /** What has been read since this was last asked, order by order. */
  receive(): Read[][]
  /** The file at which it stands. */
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

/** Whether files are read by the same: to prepare for others takes as long as reading some. */
function isSame(run: Run, other: Run | undefined): boolean {
  return (
    run.directory === other?.directory && run.newsroom === other.newsroom && run.compiles === other.compiles
  )
}
