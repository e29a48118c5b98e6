import { quantile } from './median.ts'
import { benchSiege, type SiegeFigures } from './siege.ts'

/** The limits that must hold during the attacks, and afterwards. */
const bounds = { failed: 0, p99: 250, megabytes: 600, picture: 1000 }

/**
 * Connections that the page server and Next keep open between them: one for each render that can run in parallel, each
 * counted at both ends.
 */
const keptInside = 64

const maxReasons = 5

/** Attacks the site in all ways together, and prints the results; a broken limit fails the command. */
export async function printSiege() {
  for await (const figures of benchSiege((line) => console.error(line))) print(figures)
}

function print({ server, seconds, readers, attacks, holding, picture, written }: SiegeFigures) {
  const { met, failed, late } = readers
  const waits = met.flatMap((kind) => kind.waits)
  const { before, most, after } = holding
  const p99 = quantile(waits, 0.99)
  console.log(`${server}: ${seconds} s, ${Object.keys(attacks).length} attacks at once`)
  bound(`${failed.length} of ${waits.length} honest requests failed`, failed.length <= bounds.failed, 'none')
  bound(
    `honest requests: p50 ${milliseconds(quantile(waits, 0.5))}, p99 ${milliseconds(p99)}`,
    p99 <= bounds.p99,
    `p99 ≤ ${bounds.p99} ms`,
  )
  bound(
    `memory (MB): ${before.megabytes.toFixed(0)} before, ${most.megabytes.toFixed(0)} at most, ${after.megabytes.toFixed(0)} after`,
    most.megabytes <= bounds.megabytes && after.megabytes > 0,
    `≤ ${bounds.megabytes} MB`,
  )
  bound(
    `open files: ${before.files} before, ${most.files} at most, ${after.files} after`,
    after.files <= before.files + keptInside && after.files > 0,
    `back, but for ${keptInside}`,
  )
  bound(
    `a picture afterwards: ${picture === undefined ? 'none came' : milliseconds(picture)}`,
    picture !== undefined && picture <= bounds.picture,
    `≤ ${bounds.picture} ms`,
  )
  console.log(`  ${(written / 1024).toFixed(0)} KB written to STATE_DIR`)
  console.log(
    `  the measuring itself was late by ${milliseconds(quantile(late, 0.5))}, p99 ${milliseconds(quantile(late, 0.99))}`,
  )
  const reasons = Map.groupBy(failed, ({ kind, reason }) => `${kind} ${reason}`)
  for (const [reason, all] of [...reasons].sort(([, a], [, b]) => b.length - a.length).slice(0, maxReasons))
    console.log(`  ${all.length} × ${reason}, such as ${all[0]?.path}`)

  console.log(`  ${'honest readers'.padEnd(34)} ${columns('requests', 'p50 ms', 'p99 ms')}`)
  for (const { kind, waits } of met)
    console.log(
      `  ${kind.padEnd(34)} ${columns(waits.length, quantile(waits, 0.5).toFixed(0), quantile(waits, 0.99).toFixed(0))}`,
    )
  console.log(`  ${'attacks'.padEnd(34)} ${columns('requests', '2xx', '3xx', '4xx', '5xx', 'refused')}`)
  for (const [name, { requests, answers, refused }] of Object.entries(attacks))
    console.log(
      `  ${name.padEnd(34)} ${columns(requests, answers[2], answers[3], answers[4], answers[5], refused)}`,
    )
}

function bound(what: string, isHeld: boolean, limit: string) {
  console.log(`  ${isHeld ? 'held  ' : 'BROKEN'} ${what} (${limit})`)
  if (!isHeld) process.exitCode = 1
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`
}

function columns(...values: (string | number)[]): string {
  return values.map((value) => String(value).padStart(9)).join(' ')
}
