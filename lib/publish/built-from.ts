import { existsSync, readFileSync } from 'node:fs'
import type { Environment } from '../runtime/environment.ts'

/** Written into the build when it is done: a fingerprint of the code, then the state of its pages. */
export const builtFromFile = '.next/built-from'

/**
 * Distinguishes pages that the same code renders differently: by the content they show, and the site's address.
 *
 * @param revision of the content, which is different in each index
 */
export function pagesState(revision: string, { siteUrl }: Pick<Environment, 'siteUrl'>): string {
  return `${revision} ${siteUrl}`
}

/** The state of the pages in the build; undefined if unknown. */
export function builtPagesState(): string | undefined {
  return existsSync(builtFromFile) ? readFileSync(builtFromFile, 'utf8').split('\n')[1] : undefined
}
