const shown = 10

/** The slowest tests of a run, to find out where time can be saved. @param tests with milliseconds each */
export function slowestTests(tests: readonly { name: string; duration: number }[]): string {
  const slowest = tests.toSorted((a, b) => b.duration - a.duration).slice(0, shown)
  const lines = slowest.map(({ name, duration }) => `${(duration / 1000).toFixed(1).padStart(6)} s  ${name}`)
  return ['', `The slowest of ${tests.length} tests:`, ...lines, ''].join('\n')
}
