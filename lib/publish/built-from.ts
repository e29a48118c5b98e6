import { existsSync, readFileSync } from 'node:fs'
import type { Environment } from '../runtime/environment.ts'

/** Written beside a build when it is done: a fingerprint of the code, then what its pages show. */
export const builtFromFile = '.next/built-from'

/**
 * Tells pages apart that the same code renders differently: which content they show, under which address.
 *
 * @param revision of the content, which is another one in each index
 */
export function pagesState(revision: string, { siteUrl }: Pick<Environment, 'siteUrl'>): string {
  return `${revision} ${siteUrl}`
}

/** The state of the pages the build holds, if it is known. */
export function builtPagesState(): string | undefined {
  return existsSync(builtFromFile) ? readFileSync(builtFromFile, 'utf8').split('\n')[1] : undefined
}
