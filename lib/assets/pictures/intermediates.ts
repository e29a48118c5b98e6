import type { Pixels } from './intermediate.ts'
import { createRoom, type Room, type Stay } from './room.ts'

/** Decoded pictures, kept while there is room, so that all variants of a picture come from one decoding. */
export type Intermediates = {
  room: Room
  /**
   * Runs `act` with a picture's pixels.
   *
   * @param develop makes the pixels if they are not kept; undefined when there is no such picture. Its stay is taken over
   */
  use<T>(hash: string, develop: Develop, act: (pixels: Pixels) => Promise<T>): Promise<T | undefined>
  /** Drops all pixels that are not in use. */
  clear(): void
}

export type Develop = (room: Room) => Promise<{ pixels: Pixels; stay: Stay } | undefined>

type Kept = { developed: ReturnType<Develop>; users: number; stay?: Stay; bytes: number }

/**
 * @param capacity for all work on pictures, in bytes; @param maxSpare for pixels that are not in use, in bytes
 * @param dropped called after pixels have been dropped
 */
export function createIntermediates(capacity: number, maxSpare: number, dropped: () => void): Intermediates {
  // Least recently used first.
  const kept = new Map<string, Kept>()
  const room = createRoom(capacity, () => dropOldest())

  const spare = () => [...kept].filter(([, { users, stay }]) => users === 0 && stay)

  function dropOldest(): boolean {
    const [oldest] = spare()
    if (!oldest) return false
    const [hash, { stay }] = oldest
    kept.delete(hash)
    dropped()
    stay?.leave()
    return true
  }

  function begin(hash: string, develop: Develop): Kept {
    const entry: Kept = { developed: develop(room), users: 0, bytes: 0 }
    kept.set(hash, entry)
    const forget = () => {
      if (kept.get(hash) === entry) kept.delete(hash)
    }
    entry.developed.then((developed) => {
      if (!developed) return forget()
      entry.stay = developed.stay
      entry.bytes = developed.pixels.data.length
      developed.stay.rest(entry.bytes)
    }, forget)
    return entry
  }

  return {
    room,
    async use(hash, develop, act) {
      const entry = kept.get(hash) ?? begin(hash, develop)
      entry.users += 1
      try {
        const developed = await entry.developed
        return developed && (await act(developed.pixels))
      } finally {
        entry.users -= 1
        if (kept.get(hash) === entry) {
          kept.delete(hash)
          kept.set(hash, entry)
        }
        while (spare().reduce((sum, [, { bytes }]) => sum + bytes, 0) > maxSpare) dropOldest()
      }
    },
    clear() {
      while (dropOldest());
    },
  }
}
