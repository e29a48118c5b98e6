import { existsSync } from 'node:fs'
import { setInterval } from 'node:timers'
import { processesOf, readIfThere } from './processes.ts'

const everyMilliseconds = 50

/** Watches how much memory a server takes, including all processes it started. */
export type MemoryWatch = {
  /** Stops watching. @returns the highest total, in megabytes; NaN where there is no /proc */
  peak(): number
}

/** @param megabytesOf how to measure: by default the sum of each process's resident memory */
export function watchMemory(pid: number, megabytesOf = residentMegabytes): MemoryWatch {
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
function residentMegabytes(pid: number): number {
  if (!existsSync(`/proc/${pid}/status`)) return Number.NaN
  return processesOf(pid).reduce((sum, one) => sum + megabytes(/^VmRSS:\s+(\d+)/m, `/proc/${one}/status`), 0)
}

/**
 * Proportional memory of a process and of all it started (`Pss`, proc(5)), in megabytes: memory they share counts
 * once.
 */
export function proportionalMegabytes(pid: number): number {
  return processesOf(pid).reduce(
    (sum, one) => sum + megabytes(/^Pss:\s+(\d+)/m, `/proc/${one}/smaps_rollup`),
    0,
  )
}

/** 0 for a process that has ended in the meantime. */
function megabytes(line: RegExp, file: string): number {
  return Number(line.exec(readIfThere(file))?.[1] ?? 0) / 1024
}
