import { memoryUsage } from 'node:process'

/** Why a process has to end in the middle of its work. */
export type Excess = 'memory' | 'time'

/** Work that is under way. */
type Step = { task: number; bytes: number; started: number }

export type Watch = <T>(task: number, bytes: number, act: () => Promise<T>) => Promise<T>

const everyMilliseconds = 20

/**
 * Watches over work that cannot be stopped, but by ending the process that does it: what a file says of itself may be a
 * lie.
 *
 * @param limits of resident memory in bytes, and of a step in milliseconds
 * @param exceeded told which task has gone too far; of several, the heaviest has taken the memory
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
