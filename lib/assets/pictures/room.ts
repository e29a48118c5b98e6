/** Memory shared out among tasks: one that needs more than is left waits its turn, one that needs all of it runs alone. */
export type Room = {
  /** Resolves when there is room for so many bytes. */
  enter(bytes: number): Promise<Stay>
}

/** The part of the room that one task holds, until it leaves. */
export type Stay = {
  /** Resolves when there is room for so many bytes in total. */
  grow(bytes: number): Promise<void>
  /** Ends the work, but keeps so many bytes for its result. */
  rest(bytes: number): void
  leave(): void
}

/**
 * @param capacity in bytes; @param makeRoom frees something that is kept but not in use; false when there is nothing to
 * free
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
    // `makeRoom` may call back in here; the loop that is running already sees the room it freed.
    if (admitting) return
    admitting = true
    for (let [next] = waiting; next; [next] = waiting) {
      // When no task is working, none will leave, so tasks that already hold some must not wait for each other.
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
