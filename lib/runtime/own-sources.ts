import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The text of one of this project's files. @param file its path from the root of the project */
export function readOwn(file: string): string {
  return readFileSync(join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8')
}

/** A hash of some of the project's code: 32 bytes. @param files by their paths in lib/ */
export function hashOfSources(files: readonly string[]): Buffer {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n${readOwn(join('lib', file))}\n`)
  return hash.digest()
}
