import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { indexFile } from '../index/index-file.ts'
import { siteKey } from '../keys/keys.ts'
import type { Environment } from '../runtime/environment.ts'
import { type Log, type LogLevel, writeLogLine } from '../runtime/log.ts'
import type { Progress, PublishingState } from '../serve/operations/health.ts'
import type { Outcome } from './passes.ts'
import type { PassResult } from './publish-pass.ts'

/** What the thread is given at its start. */
export type ThreadOptions = {
  indexFile: string
  contentDir: string
  siteUrl: string
  purgeUrls: readonly string[]
  purgeSecret?: string
  pulls: boolean
  logLevel: LogLevel
}

export type ToThread =
  | { kind: 'taken' }
  | { kind: 'publish'; id: number; thoroughly: boolean }
  | { kind: 'close' }

export type FromThread =
  | { kind: 'published'; result: PassResult }
  | { kind: 'outcome'; id: number; outcome: Outcome }
  | { kind: 'ended'; at: number; reason?: string }
  | { kind: 'stands'; progress: Progress }
  | { kind: 'log'; line: string }

/** Publishing, as the rest of the server sees it. */
export type Publishing = {
  /** Looks for changes now, in the whole folder if necessary. Resolves when they are published, or could not be. */
  publish(thoroughly: boolean): Promise<Outcome>
  /** Runs something while the thread is stopped, so that nobody writes to the index; then the thread starts again. */
  aside(act: () => void): Promise<void>
  /** When the index was last known to be up to date, and why that failed since, if it did. */
  state(): PublishingState
  /** Resolves when the work in progress is done. */
  close(): Promise<void>
}

/** How long to wait for a pass to end when the server stops, milliseconds. */
const farewell = 5000
const restartAfter = 1000

const stopped: Outcome = { ok: false, reason: 'publishing stopped' }

/**
 * Follows the content folder in a separate thread.
 *
 * @param drop called with the surrogate keys of what has to be rendered again, and when that changed (epoch milliseconds)
 * if it is known; those outside are informed only afterwards
 */
export function startPublishing(
  { contentDir, siteUrl, purgeUrls, purgeSecret, publishPulls, logLevel, ...rest }: Environment,
  log: Log,
  drop: (keys: readonly string[], changedAt?: number) => void,
): Publishing {
  const workerData: ThreadOptions = {
    indexFile: indexFile(rest, false),
    contentDir,
    siteUrl,
    purgeUrls,
    ...(purgeSecret !== undefined && { purgeSecret }),
    pulls: publishPulls,
    logLevel,
  }
  const waiting = new Map<number, (outcome: Outcome) => void>()
  let lastId = 0
  let closing = false
  let isAside = false
  let state: PublishingState = {}
  let worker = start()

  function start(): Worker {
    const thread = new Worker(new URL('./publishing-thread.ts', import.meta.url), {
      workerData,
      // Most passes are small, and without a limit their garbage would pile up.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 2048 },
    })
    thread.on('message', (message: FromThread) => {
      if (message.kind === 'log') return writeLogLine(message.line)
      if (message.kind === 'outcome') return settle(message.id, message.outcome)
      if (message.kind === 'ended') return note(message)
      if (message.kind === 'stands') {
        state = { ...state, progress: message.progress }
        return
      }
      drop(message.result.keys, message.result.changedAt)
      thread.postMessage({ kind: 'taken' } satisfies ToThread)
    })
    thread.on('error', ({ message: reason }) => {
      note({ at: Date.now(), reason })
      log('error', 'publishing failed', { reason })
    })
    thread.on('exit', () => {
      for (const id of waiting.keys()) settle(id, stopped)
      if (closing || isAside) return
      // It may not have reported what it published last.
      drop([siteKey])
      // The site goes on; the restarted thread finds what has changed meanwhile.
      setTimeout(() => {
        if (!closing && !isAside && hasEnded(worker)) worker = start()
      }, restartAfter).unref()
    })
    return thread
  }

  /** Lets the thread finish its work, within a time limit. */
  async function end() {
    if (hasEnded(worker)) return
    const ended = once(worker, 'exit')
    worker.postMessage({ kind: 'close' } satisfies ToThread)
    const late = setTimeout(() => void worker.terminate(), farewell)
    await ended
    clearTimeout(late)
  }

  function note({ at, reason }: { at: number; reason?: string }) {
    const { error: _, ...rest } = state
    state = reason === undefined ? { ...rest, upToDateAt: at } : { ...state, error: { at, reason } }
  }

  function settle(id: number, outcome: Outcome) {
    waiting.get(id)?.(outcome)
    waiting.delete(id)
  }

  return {
    async publish(thoroughly) {
      if (hasEnded(worker)) return stopped
      lastId += 1
      const id = lastId
      worker.postMessage({ kind: 'publish', id, thoroughly } satisfies ToThread)
      return new Promise((resolve) => waiting.set(id, resolve))
    },
    state: () => state,
    async aside(act) {
      isAside = true
      try {
        await end()
        act()
      } finally {
        isAside = false
        if (!closing) worker = start()
      }
      // Drop what was made from the previous index.
      drop(['site'])
    },
    close: () => {
      closing = true
      return end()
    },
  }
}

/** Node gives a thread that has ended this number. */
function hasEnded(worker: Worker): boolean {
  return worker.threadId === -1
}
