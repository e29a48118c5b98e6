import { TooMuch } from '../index/steps.ts'
import { filesPerSlice } from '../index/sync-in-slices.ts'
import type { Fault } from '../reading/list-folder.ts'
import { errorText } from '../runtime/error-text.ts'
import type { Outcome, PassesOptions } from './passes.ts'
import {
  type PassOptions,
  type PassResult,
  publishInSlices,
  publishPass,
  type SlicesOutcome,
} from './publish-pass.ts'

/** What all passes are given. */
export type Common = Pick<PassOptions, 'db' | 'folder' | 'preview' | 'destinations' | 'reading'>

export type RunOptions = {
  /** What to begin a pass with now, or why there is none. */
  begin(): Common | { reason: string }
  /** Does what follows a pass. @param started when it began, by `performance.now()` */
  follow(result: PassResult, started: number, common: Common): Promise<void>
  /** Called with what the system could not read. @param looked what was looked at; all when left out */
  met(looked: ReadonlySet<string> | undefined, faults: readonly Fault[]): void
  /** Called with the number of files a long pass has still to read. */
  waiting(files: number): void
  /** Called after a full pass. @param took milliseconds; @param isWhole whether it reached the end */
  lookedThrough(took: number, isWhole: boolean): void
}

export const stopped = { ok: false, reason: 'publishing stopped' } as const

/** How passes are done, and what follows each. */
export function runPasses(options: RunOptions): Pick<PassesOptions, 'few' | 'many'> {
  const run = async (
    pass: (common: Common) => Promise<SlicesOutcome | undefined> | SlicesOutcome,
  ): Promise<Outcome> => {
    const started = performance.now()
    const common = options.begin()
    if ('reason' in common) return { ok: false, reason: common.reason }
    const done = await pass(common)
    if (!done) return stopped
    await options.follow(done.result, started, common)
    if ('error' in done) throw done.error
    return { ok: true, result: done.result }
  }

  return {
    async few(paths, isBetween) {
      const faults: Fault[] = []
      const onFault = (fault: Fault) => faults.push(fault)
      const rest = { scope: paths, most: filesPerSlice, isBetween, onFault }
      try {
        return await run((common) => {
          const result = publishPass({ ...common, ...rest, now: Date.now() })
          options.met(paths, faults)
          return { result }
        })
      } catch (error) {
        return error instanceof TooMuch ? 'too much' : failed(error)
      }
    },

    async many({ everything, paths }, between) {
      const faults: Fault[] = []
      const began = performance.now()
      let isWhole = false
      try {
        return await run(async (common) => {
          const steps = publishInSlices({
            ...common,
            everything,
            paths,
            clock: Date.now,
            onFault: (fault) => faults.push(fault),
            onWaiting: options.waiting,
          })
          let step = steps.next()
          for (; !step.done; step = steps.next()) if (!(await between())) return undefined
          isWhole = !('error' in step.value)
          options.met(isWhole ? (everything ? undefined : paths) : new Set(), faults)
          return step.value
        })
      } catch (error) {
        return failed(error)
      } finally {
        options.waiting(0)
        if (everything) options.lookedThrough(performance.now() - began, isWhole)
      }
    },
  }
}

function failed(error: unknown): Outcome {
  return { ok: false, reason: errorText(error) }
}
