import { printIndex } from '../bench/print-index.ts'
import { printPictures } from '../bench/print-pictures.ts'
import { printPublish } from '../bench/print-publish.ts'
import { printServe } from '../bench/print-serve.ts'
import { printSitemaps } from '../bench/print-sitemaps.ts'
import { command, fail } from './fail.ts'

const benches: Readonly<Record<string, () => void | Promise<void>>> = {
  index: printIndex,
  pictures: printPictures,
  publish: printPublish,
  serve: printServe,
  sitemaps: printSitemaps,
}

/** `npm run bench`: what things cost; `npm run bench -- serve` measures only that. */
await command(async () => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !Object.hasOwn(benches, name))
  if (unknown !== undefined)
    fail(`There is no measurement "${unknown}". Use: ${Object.keys(benches).join(', ')}.`)
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length === 0 || names.includes(name)) await bench()
  }
})
