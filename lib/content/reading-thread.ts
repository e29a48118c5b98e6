import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Newsroom } from './newsroom-schema.ts'
import type { ReadFile, UnreadFile } from './read-file.ts'

/** What a reading worker is given at its start. */
export type ReadingTask = { port: MessagePort; state: Int32Array; milliseconds: number }

/** By what files are read. */
export type Run = {
  /** The content folder. */
  directory: string
  newsroom: Newsroom
  /** Whether every text is compiled, or only those that may take long. */
  compiles: boolean
}

/** Files to be read, and by what if that is new; they come back as a list of {@link Read}, in their order. */
export type ReadingOrder = { run?: Run; paths: readonly string[] }

export type Read = [path: string, file: ReadFile | UnreadFile]

/** What a thread lets be seen of it while it is busy, in shared memory. */
export const shown = {
  /** Counted up, and notified, when an order is done. */
  done: 0,
  /** How many files it has begun since it started. */
  begun: 1,
  /** Counted up with every step: a file, a picture. */
  step: 2,
  /** Most milliseconds this step may take. */
  patience: 3,
} as const

/** What one text may take: hardly any gets near, for lib/content/body-limits comes first. */
export type TextLimits = {
  /** To be read, checked and compiled. */
  milliseconds: number
  /** Of the heap of the thread that does it. */
  megabytes: number
}

export const textLimits: TextLimits = { milliseconds: 20_000, megabytes: 192 }

/** Where much else starts, starting may take long; milliseconds. */
const startPatience = 30_000

/** A thread that reads files while this one waits, or does something else without returning to its event loop. */
export type ReadingThread = {
  order(run: Run, paths: readonly string[]): void
  /** What has been read since this was last asked, order by order. */
  receive(): Read[][]
  /**
   * Waits until an order is done that was not when this was last asked what has been read.
   *
   * @returns false when the thread does not go on: what it does takes too long, or it has died of it
   */
  wait(): boolean
  /** The file at which it stands. */
  standsAt(): string | undefined
  /** Files that were ordered and have not been received. */
  missing(): string[]
  end(): void
}

/** How long to sleep between two looks at a thread that is busy, milliseconds. */
const glance = 100

export function startReading({ milliseconds, megabytes }: TextLimits): ReadingThread {
  const state = new Int32Array(new SharedArrayBuffer(4 * Object.keys(shown).length))
  state[shown.patience] = startPatience
  const { port1: port, port2 } = new MessageChannel()
  const workerData: ReadingTask = { port: port2, state, milliseconds }
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    workerData,
    transferList: [port2],
    resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: megabytes },
  })
  // Whoever waits for it finds out by waiting in vain.
  worker.on('error', () => {})
  worker.unref()
  /** What was ordered and has not been received, in order. */
  let missing: string[] = []
  let received = 0
  let done = 0
  let latest: Run | undefined

  return {
    order(run, paths) {
      missing.push(...paths)
      port.postMessage({ ...(!isSame(run, latest) && { run }), paths } satisfies ReadingOrder)
      latest = run
    },
    receive() {
      done = Atomics.load(state, shown.done)
      const all: Read[][] = []
      for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
        all.push(next.message as Read[])
      const count = all.flat().length
      missing = missing.slice(count)
      received += count
      return all
    },
    wait() {
      let step = Atomics.load(state, shown.step)
      let since = performance.now()
      for (;;) {
        if (Atomics.wait(state, shown.done, done, glance) !== 'timed-out') return true
        const now = Atomics.load(state, shown.step)
        if (now !== step) since = performance.now()
        step = now
        if (performance.now() - since > Atomics.load(state, shown.patience)) return false
      }
    },
    standsAt: () => missing[Atomics.load(state, shown.begun) - received - 1],
    missing: () => missing,
    end() {
      port.close()
      void worker.terminate()
    },
  }
}

/** Whether files are read by the same: to prepare for others takes as long as reading some. */
function isSame(run: Run, other: Run | undefined): boolean {
  return (
    run.directory === other?.directory && run.newsroom === other.newsroom && run.compiles === other.compiles
  )
}
