import { setTimeout as pause } from 'node:timers/promises'
import type { IndexDatabase } from '../index/index-database.ts'
import { forgetUncompiled, keepProse, publicText, uncompiled } from '../index/kept-prose.ts'
import type { ProseText } from '../prose/compile-text.ts'
import type { Compiler } from '../prose/compiler.ts'
import { proseVersion } from '../prose/version.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Log } from '../runtime/log.ts'

export type BacklogOptions = {
  db: IndexDatabase
  /** Called when there is work; the compiler is closed when there is none. */
  compiler(): Compiler
  /** Has a file checked again whose text cannot be compiled. */
  judge(path: string): void
  log: Log
}

/** Compiles what was published without being compiled: an archive, or everything after the code has changed. */
export type Backlog = {
  /** Called when something has just been published: resumes a little later if anything is left to do. */
  wake(): void
  /** Called when something is being published: pauses, to leave the processors to that. */
  rest(): void
  /** Resolves when all work has ended. */
  close(): Promise<void>
}

/** How many texts are stored together; milliseconds of work, for which a saved file may have to wait. */
const batchSize = 8
/** When one file is saved, more may follow: they have the processors to themselves for so long, milliseconds. */
const respite = 500

/**
 * Compiles the newest texts first, in another thread, for at most half of the time: readers and editors need the processors
 * too. The list of texts is in the index, so a server that is stopped resumes where it was.
 */
export function createBacklog({ db, compiler, judge, log }: BacklogOptions): Backlog {
  const stop = new AbortController()
  const { signal } = stop
  let working: Promise<void> | undefined
  let thread: Compiler | undefined
  let notBefore = 0

  async function work() {
    const started = performance.now()
    let texts = 0
    try {
      await respited()
      const by = compiler()
      thread = by
      for (let paths = next(); paths.length > 0; paths = next()) {
        const began = performance.now()
        const compiled = await Promise.all(paths.map((path) => compile(by, path)))
        signal.throwIfAborted()
        keep(compiled)
        texts += compiled.length
        await pause(performance.now() - began, undefined, { signal })
        await respited()
      }
      log('info', 'texts compiled', { texts, seconds: Math.round((performance.now() - started) / 1000) })
    } catch (error) {
      // The rest is resumed when something is next published, or at the next start.
      if (!signal.aborted) log('error', 'texts not compiled', { reason: errorText(error) })
    } finally {
      await thread?.close()
      thread = undefined
      working = undefined
    }
  }

  async function respited() {
    while (performance.now() < notBefore) await pause(notBefore - performance.now(), undefined, { signal })
  }

  function next(): string[] {
    return signal.aborted ? [] : uncompiled(db, batchSize)
  }

  type Compiled = { path: string; text: ProseText | undefined; html?: string }

  async function compile(by: Compiler, path: string): Promise<Compiled> {
    const text = publicText(db, path)
    try {
      return { path, text, ...(text && { html: await by.prose(text) }) }
    } catch (error) {
      if (!signal.aborted) log('warn', 'text not compiled', { file: path, reason: errorText(error) })
      return { path, text }
    }
  }

  /** Stores results whose text is unchanged since; what could not be compiled is left to `judge`. */
  function keep(compiled: readonly Compiled[]) {
    db.exec('BEGIN IMMEDIATE')
    try {
      for (const { path, text, html } of compiled) {
        if (JSON.stringify(publicText(db, path)) !== JSON.stringify(text)) continue
        if (text && html !== undefined) keepProse(db, path, { version: proseVersion(text.lang), html })
        else forgetUncompiled(db, path)
      }
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
    for (const { path, text, html } of compiled) if (text && html === undefined) judge(path)
  }

  const rest = () => {
    notBefore = performance.now() + respite
  }

  return {
    rest,
    wake() {
      rest()
      if (!working && next().length > 0) working = work()
    },
    async close() {
      stop.abort()
      await thread?.close()
      await working
    },
  }
}
