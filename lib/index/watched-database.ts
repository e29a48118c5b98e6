import { DatabaseSync, type DatabaseSyncOptions, type StatementSync } from 'node:sqlite'
import { errorText } from '../runtime/error-text.ts'
import { identityOf } from '../runtime/file-identity.ts'
import { isDamage } from './index-damage.ts'
import { markDamaged } from './index-file.ts'

/**
 * A connection that marks its file as damaged when any query meets damage. Its errors name the file, as those of `node:fs`
 * do.
 */
export class WatchedDatabase extends DatabaseSync {
  readonly #file: string
  readonly #identity: string | undefined
  #isMarked = false

  constructor(file: string, options: DatabaseSyncOptions) {
    try {
      super(file, options)
    } catch (error) {
      throw named(error, file)
    }
    this.#file = file
    this.#identity = identityOf(file)
  }

  override exec(sql: string): void {
    this.#watch(() => super.exec(sql))
  }

  override prepare(sql: string): StatementSync {
    const prepared = this.#watch(() => super.prepare(sql))
    const { get, all, run, iterate } = prepared
    const watch = <T>(act: () => T): T => this.#watch(act)
    type Values = Parameters<StatementSync['all']>
    return Object.assign(prepared, {
      get: (...values: Values) => watch(() => get.apply(prepared, values)),
      all: (...values: Values) => watch(() => all.apply(prepared, values)),
      run: (...values: Values) => watch(() => run.apply(prepared, values)),
      *iterate(...values: Values) {
        const rows = watch(() => iterate.apply(prepared, values))
        try {
          for (let row = watch(() => rows.next()); !row.done; row = watch(() => rows.next())) yield row.value
        } finally {
          rows.return?.()
        }
      },
    })
  }

  #watch<T>(act: () => T): T {
    try {
      return act()
    } catch (error) {
      if (isDamage(error)) this.#mark(errorText(error))
      throw named(error, this.#file)
    }
  }

  /** Only once per connection, which may have many readers. */
  #mark(reason: string) {
    if (this.#isMarked || this.#identity === undefined) return
    try {
      markDamaged(this.#file, this.#identity, reason)
      this.#isMarked = true
    } catch {
      // The disk may also be full. The caller gets the original error, and the next error tries to mark it again.
    }
  }
}

function named(error: unknown, path: string): unknown {
  return error instanceof Error && 'errcode' in error ? Object.assign(error, { path }) : error
}
