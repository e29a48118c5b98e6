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
  /** Made when there is something to do, closed when there is not. */
  compiler(): Compiler
  /** Has a file judged again whose text cannot be compiled. */
  judge(path: string): void
  log: Log
}

/** Compiles what was published without being compiled: an archive, or all there is after the code has changed. */
export type Backlog = {
  /** Told that something was published just now: goes on if something is left to do, a little later. */
  wake(): void
  /** Told that something is being published: leaves the processors to that. */
  rest(): void
  /** Resolves when nothing is being done any more. */
  close(): Promise<void>
}

/** So many texts are kept at once; milliseconds of work, for which a saved file may have to wait. */
const batchSize = 8
/** Where one file is saved, others are: they have the processors to themselves, milliseconds. */
const respite = 500

/**
 * The newest texts first, by another thread, for at most half of the time: readers and editors need the processors too.
 * What there is to do stands in the index, so a server that is stopped goes on where it was.
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
      // What is left is gone on with when something is published next, or at the next start.
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

  /** Keeps what is still what it was made of; what could not be made is left to whoever judges it. */
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
