/** Work that others may come between: it pauses now and then, until it is gone on with. */
export type Steps<T> = Generator<void, T>

/** So many files are looked at in a step: some milliseconds. */
export const filesPerStep = 500

/** Nothing was done, for it is more than was meant to be done at once. */
export class TooMuch extends Error {}

/**
 * Does all steps of some work, one after the other.
 *
 * @param most steps it may have; with more of them it is given up
 * @throws TooMuch
 */
export function atOnce<T>(steps: Steps<T>, most = Number.POSITIVE_INFINITY): T {
  for (let done = 0; ; done += 1) {
    if (done > most) throw new TooMuch()
    const step = steps.next()
    if (step.done) return step.value
  }
}
