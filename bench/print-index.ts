import { benchIndex } from './index-archive.ts'

/** Measures what the index costs, and how that grows with the archive, and prints it. */
export function printIndex() {
  const small = benchIndex(1_000)
  const large = benchIndex(10_000)
  const row = (name: string, a: number, b: number, unit: string) =>
    console.log(
      `${name.padEnd(34)} ${a.toFixed(2).padStart(8)} ${b.toFixed(2).padStart(8)} ${unit.padEnd(3)} × ${(b / a).toFixed(1)}`,
    )
  console.log(
    `${'stories'.padEnd(34)} ${String(small.stories).padStart(8)} ${String(large.stories).padStart(8)}     ratio`,
  )
  row('first index', small.first, large.first, 's')
  row('restart, nothing changed (median)', small.restart, large.restart, 's')
  row('restart, one story changed', small.oneChanged, large.oneChanged, 's')
  row('choosing a front page', small.frontPage, large.frontPage, 'ms')
  console.log(`story files read at a restart: ${small.readAtRestart} and ${large.readAtRestart}`)
}
