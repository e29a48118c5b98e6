/** Work that can be interrupted: it pauses now and then until it is resumed. */
export type Steps<T> = Generator<void, T>

/** How many files are looked at in one step: it takes some milliseconds. */
export const filesPerStep = 500

/** Nothing was done, because there is more to do than was allowed in one go. */
export class TooMuch extends Error {}

/**
 * Does all steps of some work, one after the other.
 *
 * @param most steps it may have; with more, it is given up
 * @throws TooMuch
 */
export function atOnce<T>(steps: Steps<T>, most = Number.POSITIVE_INFINITY): T {
  for (let done = 0; ; done += 1) {
    if (done > most) throw new TooMuch()
    const step = steps.next()
    if (step.done) return step.value
  }
}
