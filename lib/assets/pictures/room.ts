/** Memory that is shared out: who needs more than is left waits his turn, and one that needs all of it is alone. */
export type Room = {
  /** Resolves when there is room for so many bytes. */
  enter(bytes: number): Promise<Stay>
}

/** Somebody's part of the room, until it is left. */
export type Stay = {
  /** Resolves when there is room for so many bytes in all. */
  grow(bytes: number): Promise<void>
  /** Ends the work and keeps so many bytes, for what came of it. */
  rest(bytes: number): void
  leave(): void
}

/**
 * @param capacity in bytes; @param makeRoom gives back something that is kept but not needed; false when there is no such
 * thing
 */
export function createRoom(capacity: number, makeRoom: () => boolean): Room {
  const waiting: { bytes: number; enter: () => void }[] = []
  let taken = 0
  let working = 0
  let admitting = false

  const fits = (bytes: number) => {
    while (taken + bytes > capacity) if (!makeRoom()) return false
    return true
  }
  const admit = () => {
    // What is given back meanwhile is counted by whoever is at it.
    if (admitting) return
    admitting = true
    for (let [next] = waiting; next; [next] = waiting) {
      // When nobody works, nobody will leave: those who wait with something in their hands must not wait for each other.
      if (!fits(next.bytes) && working > 0) break
      waiting.shift()
      taken += next.bytes
      working += 1
      next.enter()
    }
    admitting = false
  }

  return {
    async enter(bytes) {
      await new Promise<void>((enter) => {
        waiting.push({ bytes, enter })
        admit()
      })
      let held = bytes
      let works = true
      const stop = (kept: number) => {
        if (works) working -= 1
        works = false
        taken -= held - kept
        held = kept
      }
      return {
        async grow(whole) {
          if (whole <= held) return
          const more = whole - held
          stop(held)
          await new Promise<void>((enter) => {
            waiting.unshift({ bytes: more, enter })
            admit()
          })
          held = whole
          works = true
        },
        rest(kept) {
          stop(kept)
          admit()
        },
        leave() {
          stop(0)
          admit()
        },
      }
    },
  }
}
