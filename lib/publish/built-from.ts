import { existsSync, readFileSync } from 'node:fs'

/** Written beside the build when it is done: a fingerprint of the code, then the identity of the index. */
export const builtFromFile = '.next/built-from'

/** The identity of the index that the pages of the build show, if it is known. */
export function builtFromIndex(): string | undefined {
  return existsSync(builtFromFile) ? readFileSync(builtFromFile, 'utf8').split('\n')[1] : undefined
}
