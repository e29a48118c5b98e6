/** What a store of answers has to know of each. */
export type Keyed = {
  /** What drops it when that changes. */
  keys: readonly string[]
  /** Epoch milliseconds; from then on it is only good while there is no newer one. */
  freshUntil: number
}

/**
 * Answers in memory by URL path, the least recently used out first. One that is dropped by key is not thrown away but
 * marked stale, for it is the last good one should Next fail to make the next.
 */
export type KeyedStore<Kept extends Keyed> = {
  get(path: string): Kept | undefined
  /** As `get`, but does not count as use. */
  peek(path: string): Kept | undefined
  /** Returns whether the answer was kept: it is not when it alone is larger than the bound. */
  set(path: string, answer: Kept): boolean
  /** Changes a kept answer, which may take more memory then; that is no use of it. */
  change(path: string, how: (answer: Kept) => void): void
  delete(path: string): void
  /** Marks every answer with one of these keys stale; returns how many there were. */
  drop(keys: readonly string[]): number
  /** How often answers were dropped: one begun before the last time may be outdated already. */
  drops(): number
  /** What is kept: how many, named as metrics and the log name them, and bytes of their bodies. */
  size(): { pages: number; bytes: number }
}

/** What an answer costs besides its bodies: headers, keys, its places in the maps. */
const overhead = 1500

/** @param maxBytes most memory they may take @param bytesOf an answer's bodies */
export function createKeyedStore<Kept extends Keyed>(
  maxBytes: number,
  bytesOf: (answer: Kept) => number,
): KeyedStore<Kept> {
  const answers = new Map<string, Kept>()
  const pathsByKey = new Map<string, Set<string>>()
  let bytes = 0
  let drops = 0

  const cost = (path: string, answer: Kept) => bytesOf(answer) + path.length * 2 + overhead

  const remove = (path: string) => {
    const answer = answers.get(path)
    if (!answer) return
    answers.delete(path)
    bytes -= cost(path, answer)
    for (const key of answer.keys) {
      const paths = pathsByKey.get(key)
      paths?.delete(path)
      if (paths?.size === 0) pathsByKey.delete(key)
    }
  }

  const evict = () => {
    for (const oldest of answers.keys()) {
      if (bytes <= maxBytes) break
      remove(oldest)
    }
  }

  return {
    peek: (path) => answers.get(path),
    get(path) {
      const answer = answers.get(path)
      if (answer) {
        // A Map remembers the order of insertion: what is used goes to the end.
        answers.delete(path)
        answers.set(path, answer)
      }
      return answer
    },
    set(path, answer) {
      remove(path)
      if (cost(path, answer) > maxBytes) return false
      answers.set(path, answer)
      bytes += cost(path, answer)
      for (const key of answer.keys) {
        const paths = pathsByKey.get(key) ?? new Set()
        pathsByKey.set(key, paths.add(path))
      }
      evict()
      return true
    },
    change(path, how) {
      const answer = answers.get(path)
      if (!answer) return
      bytes -= bytesOf(answer)
      how(answer)
      bytes += bytesOf(answer)
      evict()
    },
    drops: () => drops,
    delete: remove,
    drop(keys) {
      drops += 1
      const paths = new Set(keys.flatMap((key) => [...(pathsByKey.get(key) ?? [])]))
      for (const path of paths) {
        const answer = answers.get(path)
        if (answer) answer.freshUntil = 0
      }
      return paths.size
    },
    size: () => ({ pages: answers.size, bytes }),
  }
}
