import { benchPictures, type FloodFigures } from './pictures.ts'

/** Measures what pictures cost, and prints it. */
export async function printPictures() {
  const { variants, slowestFirst, flood, heavyFlood } = await benchPictures((line) => console.error(line))
  console.log(
    `${'first requests (medians)'.padEnd(26)} ${columns('ours KB', 'Next KB', '× bytes', 'ours ms', 'Next ms', '× time')}`,
  )
  for (const { variant, ours, next, bytesRatio, timeRatio } of variants)
    console.log(
      `${variant.padEnd(26)} ${columns(
        ours.kilobytes.toFixed(1),
        next.kilobytes.toFixed(1),
        bytesRatio.toFixed(2),
        ours.milliseconds.toFixed(0),
        next.milliseconds.toFixed(0),
        timeRatio.toFixed(2),
      )}`,
    )
  console.log(
    `the slowest (ms): ours ${slowestFirst.ours.toFixed(0)}, Next ${slowestFirst.next.toFixed(0)}, × ${(slowestFirst.ours / slowestFirst.next).toFixed(2)}`,
  )
  printFlood('6000×4000 at once, ours', flood.ours)
  printFlood('6000×4000 at once, Next', flood.next)
  printFlood('the heaviest pictures at once, ours', heavyFlood)
}

function printFlood(of: string, { requests, turnedAway, seconds, idle, peak }: FloodFigures) {
  console.log(
    `${requests} variants of ${of}: ${seconds.toFixed(1)} s, ${turnedAway} answers 503, memory ${idle.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`,
  )
}

function columns(...values: string[]): string {
  return values.map((value) => value.padStart(10)).join(' ')
}
