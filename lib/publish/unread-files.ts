import { isWithin } from '../index/sync-scope.ts'
import type { Fault } from '../reading/list-folder.ts'
import type { Log } from '../runtime/log.ts'

/** Files and folders the system could not read, until it can. */
export type UnreadFiles = {
  /**
   * Notes what a pass could not read.
   *
   * @param looked what it looked at; all when left out
   */
  note(looked: ReadonlySet<string> | undefined, faults: readonly Fault[]): void
  /** What is wrong, as a line for an operator. */
  problem(): string | undefined
  close(): void
}

const firstRetry = 1000
const longestRetry = 60_000

/** @param again has files looked at again: after a second at first, then ever later, after a minute at most */
export function createUnreadFiles(again: (paths: Set<string>) => void, log: Log): UnreadFiles {
  const unread = new Map<string, string>()
  let wait = firstRetry
  let timer: NodeJS.Timeout | undefined

  const first = () => {
    const [[path, reason] = ['', '']] = unread
    return { path, reason }
  }

  const retryLater = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      wait = Math.min(wait * 2, longestRetry)
      again(new Set(unread.keys()))
    }, wait).unref()
  }

  return {
    note(looked, faults) {
      const before = unread.size
      for (const path of unread.keys()) if (!looked || isWithin(path, looked)) unread.delete(path)
      for (const { path, reason } of faults) unread.set(path, reason)
      if (unread.size > 0) retryLater()
      else {
        clearTimeout(timer)
        timer = undefined
        wait = firstRetry
      }
      if (before === 0 && unread.size > 0)
        log('error', 'files not read', {
          files: unread.size,
          file: first().path,
          reason: first().reason,
          fix: 'Nothing is wrong with the files; they are tried again, what they held stays published.',
        })
      if (before > 0 && unread.size === 0) log('info', 'files read again', { files: before })
    },
    problem() {
      if (unread.size === 0) return undefined
      const { path, reason } = first()
      const which = unread.size === 1 ? path : `${unread.size} files, ${path} first,`
      return `The system cannot read ${which} (${reason}). It is tried again; what was published stays.`
    },
    close: () => clearTimeout(timer),
  }
}
