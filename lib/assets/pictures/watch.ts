import { memoryUsage } from 'node:process'

/** Why a process has to end in the middle of its work. */
export type Excess = 'memory' | 'time'

/** Work in progress. */
type Step = { task: number; bytes: number; started: number }

export type Watch = <T>(task: number, bytes: number, act: () => Promise<T>) => Promise<T>

const everyMilliseconds = 20

/**
 * Watches work that can only be stopped by ending its process, because a file may lie about its size.
 *
 * @param limits of resident memory in bytes, and of a step in milliseconds
 * @param exceeded called with the task that went too far; if several run, the heaviest is blamed for the memory
 */
export function createWatch(
  limits: { bytes: number; milliseconds: number },
  exceeded: (task: number, what: Excess) => void,
): Watch {
  const steps = new Set<Step>()
  let timer: NodeJS.Timeout | undefined

  const look = () => {
    const [oldest] = steps
    if (oldest && performance.now() - oldest.started > limits.milliseconds) exceeded(oldest.task, 'time')
    const heaviest = [...steps].sort((a, b) => b.bytes - a.bytes)[0]
    if (heaviest && memoryUsage.rss() > limits.bytes) exceeded(heaviest.task, 'memory')
  }

  return async (task, bytes, act) => {
    const step = { task, bytes, started: performance.now() }
    steps.add(step)
    timer ??= setInterval(look, everyMilliseconds)
    try {
      return await act()
    } finally {
      steps.delete(step)
      if (steps.size === 0) {
        clearInterval(timer)
        timer = undefined
      }
    }
  }
}
