/** What is looked up holds for all that is asked in the same round of the event loop: under load, many ask the same. */
export function perRound<T>(look: () => T): () => T {
  let found: { value: T } | undefined
  return () => {
    if (!found) {
      found = { value: look() }
      setImmediate(() => {
        found = undefined
      })
    }
    return found.value
  }
}
