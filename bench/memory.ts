import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setInterval } from 'node:timers'

const everyMilliseconds = 50

/** Watches how much memory a server takes, with all processes it started. */
export type MemoryWatch = {
  /** Ends it. @returns the most there was at once, in megabytes; NaN where there is no /proc */
  peak(): number
}

export function watchMemory(pid: number): MemoryWatch {
  let most = megabytesOf(pid)
  const timer = setInterval(() => {
    most = Math.max(most, megabytesOf(pid))
  }, everyMilliseconds)
  return {
    peak: () => {
      clearInterval(timer)
      return Math.max(most, megabytesOf(pid))
    },
  }
}

/** Resident memory of a process and of all it started (proc(5)), in megabytes. */
function megabytesOf(pid: number): number {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return Number.NaN
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(read(status)) ?? []
  return childrenOf(pid).reduce((sum, child) => sum + megabytesOf(child), Number(kilobytes ?? 0) / 1024)
}

function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).flatMap((task) =>
    read(`${tasks}/${task}/children`).split(' ').filter(Boolean).map(Number),
  )
}

/** Nothing when it ended in the meantime. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
