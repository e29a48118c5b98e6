import { benchPublish, type PublishFigures } from './publish.ts'
import { buildAsUsual } from './sites.ts'

const sizes = [1_000, 10_000, 100_000]

/** Measures what publishing costs, and how little of that grows with the archive, and prints it. */
export async function printPublish() {
  buildAsUsual()
  const figures: PublishFigures[] = []
  for (const size of sizes) figures.push(await benchPublish(size, (line) => console.error(line)))
  // The measured builds contain pages of archives that no longer exist.
  buildAsUsual()
  const row = (name: string, of: (figure: PublishFigures) => number, digits: number) => {
    const values = figures.map(of)
    const ratio = (values.at(-1) ?? Number.NaN) / (values[0] ?? Number.NaN)
    console.log(
      `${name.padEnd(46)} ${values.map((value) => value.toFixed(digits).padStart(9)).join(' ')}   × ${ratio.toFixed(2)}`,
    )
  }
  console.log(
    `${'stories'.padEnd(46)} ${sizes.map((size) => String(size).padStart(9)).join(' ')}   largest / smallest`,
  )
  row('first index, s', ({ firstIndex }) => firstIndex, 1)
  row('first index, most memory, MB', ({ indexMemory }) => indexMemory, 0)
  row('start over the unchanged archive, s', ({ ready }) => ready, 1)
  row('saved file to new page, median, ms', ({ saved }) => saved.median, 0)
  row('saved file to new page, worst of 50, ms', ({ saved }) => saved.worst, 0)
  row('the same under load, median, ms', ({ savedUnderLoad }) => savedUnderLoad.median, 0)
  row('the same under load, worst of 50, ms', ({ savedUnderLoad }) => savedUnderLoad.worst, 0)
  row('the load, requests/s', ({ savedUnderLoad }) => savedUnderLoad.requestsPerSecond, 0)
  row('an old story, first request, median, ms', ({ cold }) => cold, 0)
  row('stories read', ({ read }) => read, 0)
  row('memory of the server after that, MB', ({ memory }) => memory, 0)
  row('next build, median of 3, s', ({ build }) => build, 1)
}
