import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the software itself, as text. @param file by its path from the root of the project */
export function readOwn(file: string): string {
  return readFileSync(join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8')
}

/** What tells some of the software's code from other code: 32 bytes. @param files by their paths in lib/ */
export function hashOfSources(files: readonly string[]): Buffer {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n${readOwn(join('lib', file))}\n`)
  return hash.digest()
}
