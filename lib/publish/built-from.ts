import { existsSync, readFileSync } from 'node:fs'
import type { IndexDatabase } from '../content/index-database.ts'
import { indexIdentity } from '../content/newsroom-queries.ts'
import type { Environment } from '../environment.ts'

/** Written beside a build when it is done: a fingerprint of the code, then whose pages it holds. */
export const builtFromFile = '.next/built-from'

/** Tells pages apart that the same code renders differently: whose content they show, under which address. */
export function pagesIdentity(db: IndexDatabase, { siteUrl }: Pick<Environment, 'siteUrl'>): string {
  return `${indexIdentity(db)} ${siteUrl}`
}

/** The identity of the pages the build holds, if it is known. */
export function builtPagesIdentity(): string | undefined {
  return existsSync(builtFromFile) ? readFileSync(builtFromFile, 'utf8').split('\n')[1] : undefined
}
