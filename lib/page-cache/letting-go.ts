/**
 * Lets go of a place in Next's thread when an answer is slow to begin: then other threads make it, pictures above all, and
 * what Next has at hand need not wait behind it.
 *
 * @param leave gives up the place; see gate
 * @returns to be called when the answer begins, or there will be none; more than once does no harm
 */
export type LettingGo = (leave: () => void) => () => void

/**
 * @param brief for how long an answer has its place, milliseconds
 * @param most how many may be made without one; the others keep theirs
 */
export function createLettingGo(brief: number, most: number): LettingGo {
  let slow = 0
  return (leave) => {
    let isSlow = false
    const timer = setTimeout(() => {
      if (slow >= most) return
      slow += 1
      isSlow = true
      leave()
    }, brief)
    return () => {
      clearTimeout(timer)
      if (isSlow) slow -= 1
      isSlow = false
      leave()
    }
  }
}
