import { benchBulk } from './bulk.ts'

const stories = 100_000
const changed = 47_000

/** Measures how long changing nearly half of a large archive takes, and how long corrections wait meanwhile; prints it. */
export async function printBulk() {
  const { seconds, drops, corrections, atStart } = await benchBulk(stories, changed)
  const row = (name: string, value: string) => console.log(`${name.padEnd(62)} ${value.padStart(9)}`)
  console.log(`${changed} of ${stories} stories changed at once`)
  row('all of them published, s', seconds.toFixed(1))
  row('the whole site dropped, times', String(drops))
  row('a correction saved meanwhile, median, ms', corrections.median.toFixed(0))
  row(`a correction saved meanwhile, worst of ${corrections.count}, ms`, corrections.worst.toFixed(0))
  row('a correction saved as publishing began, ms', atStart.toFixed(0))
}
