import { performance } from 'node:perf_hooks'

/**
 * Lets go of a place in Next's thread when an answer is slow to begin although that thread was idle: then other threads
 * make it, pictures above all, and what Next has at hand need not wait behind it.
 *
 * @param leave gives up the place; see gate
 * @returns to be called when the answer begins, or there will be none; more than once does no harm
 */
export type LettingGo = (leave: () => void) => () => void

/**
 * @param brief after how long an idle thread would have answered, milliseconds
 * @param max how many may be made without a place; the others keep theirs
 * @param idleTime of the thread so far, milliseconds
 */
export function createLettingGo(
  brief: number,
  max: number,
  idleTime = () => performance.eventLoopUtilization().idle,
): LettingGo {
  let slow = 0
  return (leave) => {
    const before = idleTime()
    let isSlow = false
    const timer = setInterval(() => {
      if (idleTime() - before < brief || slow >= max) return
      clearInterval(timer)
      slow += 1
      isSlow = true
      leave()
    }, brief)
    return () => {
      clearInterval(timer)
      if (isSlow) slow -= 1
      isSlow = false
      leave()
    }
  }
}
