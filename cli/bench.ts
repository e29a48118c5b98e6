import { parseArgs } from 'node:util'
import { printBulk } from '../bench/print-bulk.ts'
import { printEndurance } from '../bench/print-endurance.ts'
import { printHits } from '../bench/print-hits.ts'
import { printIndex } from '../bench/print-index.ts'
import { printPictures } from '../bench/print-pictures.ts'
import { printPublish } from '../bench/print-publish.ts'
import { printServe } from '../bench/print-serve.ts'
import { printSiege } from '../bench/print-siege.ts'
import { printSitemaps } from '../bench/print-sitemaps.ts'
import { printSlow } from '../bench/print-slow.ts'
import { command, fail } from './fail.ts'

const benches: Readonly<Record<string, (requests: number) => void | Promise<void>>> = {
  index: printIndex,
  pictures: printPictures,
  publish: printPublish,
  bulk: printBulk,
  serve: printServe,
  hits: printHits,
  sitemaps: printSitemaps,
  endurance: printEndurance,
  slow: printSlow,
  siege: printSiege,
}

/** `npm run bench`: measures what things cost; `npm run bench -- serve` measures only that. */
await command(async () => {
  const { positionals: names, values } = parseArgs({
    allowPositionals: true,
    options: { requests: { type: 'string', default: '1000000' } },
  })
  const unknown = names.find((name) => !Object.hasOwn(benches, name))
  if (unknown !== undefined)
    fail(`There is no measurement "${unknown}". Use: ${Object.keys(benches).join(', ')}.`)
  const requests = Number(values.requests)
  if (!Number.isInteger(requests) || requests < 100)
    fail(`--requests is "${values.requests}". Give endurance a whole number, at least 100.`)
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length === 0 || names.includes(name)) await bench(requests)
  }
})
