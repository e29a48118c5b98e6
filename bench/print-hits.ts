import { benchHits } from './hits.ts'
import { quantile } from './median.ts'

/** Measures what readers of a page in memory notice of pages that are made, and prints it. */
export async function printHits() {
  const { alone, underMisses, misses, megabytes } = await benchHits()
  for (const [name, waits] of [
    ['hits alone', alone],
    [`hits while ${misses} pages were made`, underMisses],
  ] as const)
    console.log(
      `${name.padEnd(36)} p50 ${quantile(waits, 0.5).toFixed(2)} ms, p99 ${quantile(waits, 0.99).toFixed(2)} ms (${waits.length} requests)`,
    )
  const ratio = quantile(underMisses, 0.99) / quantile(alone, 0.99)
  console.log(`p99 of hits under misses / alone     × ${ratio.toFixed(1)}`)
  console.log(`memory of all processes              ${megabytes.toFixed(0)} MB (PSS)`)
}
