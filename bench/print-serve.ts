import { benchServe, type LoadName } from './serve.ts'

/** Measures what serving costs, and prints it. */
export async function printServe() {
  const { misses, throughput } = await benchServe((line) => console.error(line))
  console.log(
    `${'wrk, 32 connections (medians)'.padEnd(34)} ${columns('requests/s', 'p50 ms', 'p99 ms', 'bytes')}`,
  )
  for (const [name, { requestsPerSecond, p50, p99, bytes }] of Object.entries(throughput))
    console.log(
      `${name.padEnd(34)} ${columns(requestsPerSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2), bytes.toFixed(0))}`,
    )
  const ratio = (name: string, ours: LoadName, other: LoadName) => {
    const [a, b] = [throughput[ours], throughput[other]]
    if (!a || !b) return
    console.log(
      `${name.padEnd(34)} ${columns(...(['requestsPerSecond', 'p50', 'p99'] as const).map((figure) => `× ${(a[figure] / b[figure]).toFixed(2)}`))}`,
    )
  }
  ratio('ours / nginx', 'our server, one page', 'nginx, the same bytes as a file')
  ratio('Varnish + ours / Varnish + nginx', 'Varnish + our server', 'Varnish + nginx, the same bytes')
  ratio('Varnish + ours / nginx', 'Varnish + our server', 'nginx, the same bytes as a file')
  ratio('ours / next start, one page', 'our server, one page', 'next start, one page')
  ratio('ours / next start, one page, gzip', 'our server, one page', 'next start, one page, gzip')
  ratio('ours / next start, all pages', 'our server, all pages', 'next start, all pages')
  console.log(
    `a miss, median of ${misses.pages} (ms): ours ${misses.ours.toFixed(2)}, next start ${misses.next.toFixed(2)}, × ${(misses.ours / misses.next).toFixed(2)}`,
  )
}

function columns(...values: string[]): string {
  return values.map((value) => value.padStart(10)).join(' ')
}
