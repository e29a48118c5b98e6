import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PortableMarkdown } from '../markdown/portable-markdown.ts'
import type { ProseText } from './compile-text.ts'
import { type TextLimits, textLimits } from './text-limits.ts'

/** The jobs the thread does. */
export type CompileJob = { kind: 'prose'; text: ProseText } | { kind: 'markdown'; body: string }

/** Compiles texts in a separate thread, one after the other, within limits of time and memory. */
export type Compiler = {
  /** @returns JSON of a text's Prose. @throws when the text is too much, or too many are waiting */
  prose(text: ProseText): Promise<string>
  /** A text's Markdown for use elsewhere. @throws the same */
  markdown(body: string): Promise<PortableMarkdown>
  close(): Promise<void>
}

type Waiting = { job: CompileJob; resolve(result: unknown): void; reject(reason: Error): void }

/** More than readers ever ask for together: a feed asks for twenty. */
const maxWaiting = 200
const maxRemembered = 1000
const hopelessFor = 60_000
/** An idle thread wastes memory, so it ends after this time, milliseconds. */
const idleFor = 30_000

/** The thread's code is a file of this project, which bundlers need not process. */
const workerFile = ['lib', 'prose', 'compiling-worker.ts']

export function createCompiler({ milliseconds, megabytes }: TextLimits = textLimits): Compiler {
  const queue: Waiting[] = []
  /** When texts were too much, by their hashes: for a while, requests for them fail immediately and hold up no others. */
  const hopeless = new Map<string, number>()
  let thread: Worker | undefined
  let current: Waiting | undefined
  let timer: NodeJS.Timeout | undefined

  function ask<T>(job: CompileJob): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (queue.length >= maxWaiting) return reject(new Error('Too many texts wait to be compiled.'))
      if (isHopeless(job)) return reject(new Error('This text was too much to be compiled a moment ago.'))
      queue.push({ job, resolve: (result) => resolve(result as T), reject })
      next()
    })
  }

  function isHopeless(job: CompileJob): boolean {
    if (hopeless.size === 0) return false
    const since = hopeless.get(hashOf(job))
    return since !== undefined && performance.now() - since < hopelessFor
  }

  function next() {
    if (current) return
    clearTimeout(timer)
    current = queue.shift()
    thread ??= current && start()
    if (current) {
      thread?.postMessage(current.job)
      timer = setTimeout(() => end(new Error('A text takes too long to be compiled.')), milliseconds)
    } else timer = setTimeout(() => end(), idleFor).unref()
  }

  function start(): Worker {
    const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), ...workerFile), {
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: megabytes },
    })
    worker.unref()
    worker.on('message', (result: unknown) => {
      if (worker !== thread) return
      current?.resolve(result)
      current = undefined
      next()
    })
    worker.on('error', (error: Error) => {
      if (worker === thread) end(error)
    })
    return worker
  }

  /** Ends the thread and its current job; a new one goes on with the waiting jobs. */
  function end(reason?: Error): Promise<unknown> | undefined {
    const ended = thread?.terminate()
    thread = undefined
    const failed = current
    current = undefined
    failed?.reject(reason ?? new Error('Compiling was given up.'))
    if (reason) {
      if (hopeless.size >= maxRemembered) hopeless.clear()
      if (failed) hopeless.set(hashOf(failed.job), performance.now())
      next()
    }
    return ended
  }

  return {
    prose: (text) => ask({ kind: 'prose', text }),
    markdown: (body) => ask({ kind: 'markdown', body }),
    async close() {
      clearTimeout(timer)
      for (const { reject } of queue.splice(0)) reject(new Error('Compiling was given up.'))
      await end()
    },
  }
}

function hashOf(job: CompileJob): string {
  return createHash('sha256').update(JSON.stringify(job)).digest('base64')
}

let shared: Compiler | undefined

/** The one compiler of this process. */
export function compiler(): Compiler {
  shared ??= createCompiler()
  return shared
}
