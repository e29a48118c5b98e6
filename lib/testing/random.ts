/** Pseudo-random numbers, the same for the same seed: each call returns one from 0 to below `end`. */
export function randomNumbers(seed: number): (end: number) => number {
  let state = seed
  return (end) => {
    state = (state * 48271) % 2147483647
    return Math.floor((state / 2147483647) * end)
  }
}
