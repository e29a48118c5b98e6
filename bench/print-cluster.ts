import { benchCluster } from './cluster.ts'
import { findVarnish, noVarnish } from './varnish.ts'

/** Puts a cluster through its faults, and prints what readers noticed. */
export async function printCluster() {
  const program = findVarnish()
  if (!program) return console.error(noVarnish)
  const { faults, corrections } = await benchCluster(program, (line) => console.error(line))
  console.log(`${''.padEnd(66)} ${columns('requests', 'failed', 'stale', 'slowest ms')}`)
  for (const { name, tally } of faults) {
    const { requests, failed, stale, slowest } = tally
    console.log(`${name.padEnd(66)} ${columns(requests, failed.length, stale, Math.round(slowest))}`)
    for (const reason of new Set(failed.slice(0, 3))) console.log(`  ${reason}`)
  }
  const { front, everywhere, older } = corrections
  console.log(
    `a correction, median of 20: in front after ${front.toFixed(0)} ms, everywhere after ${everywhere.toFixed(0)} ms; ${older} older answers after that`,
  )
}

function columns(...values: (string | number)[]): string {
  return values.map((value) => String(value).padStart(10)).join(' ')
}
