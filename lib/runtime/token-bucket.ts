/** How often something may be done: so many times a second on average, and so many in one burst after a rest. */
export type Rate = { perSecond: number; atOnce: number }

/**
 * Counts what is done against a rate, in constant memory.
 *
 * @param now a clock that never goes back, milliseconds
 * @returns a function that says whether it may be done once more, and counts it if so
 */
export function createTokenBucket({ perSecond, atOnce }: Rate, now = () => performance.now()): () => boolean {
  let tokens = atOnce
  let counted = now()
  return () => {
    const time = now()
    tokens = Math.min(atOnce, tokens + ((time - counted) / 1000) * perSecond)
    counted = time
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
