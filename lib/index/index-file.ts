import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../runtime/environment.ts'
import { identityOf } from '../runtime/file-identity.ts'

/** The index's file. A preview contains drafts, so it has a file of its own, which the public site never reads. */
export function indexFile({ dataDir }: Pick<Environment, 'dataDir'>, preview: boolean): string {
  return join(dataDir, preview ? 'preview.sqlite' : 'index.sqlite')
}

/** An open database is three files: itself, its latest writes, and the readers' bookkeeping. */
const parts = ['', '-wal', '-shm'] as const

/** Removes an index so that it is built again. */
export function removeIndex(file: string) {
  for (const part of [...parts, damageMark]) rmSync(file + part, { force: true })
}

/**
 * Replaces an index that nobody writes to with another, closed one. Connections to the old one stay usable. Its log of
 * writes is removed first, because SQLite would take it for the new one's.
 */
export function replaceIndex(file: string, by: string) {
  for (const part of parts.slice(1)) rmSync(file + part, { force: true })
  renameSync(by, file)
  rmSync(file + damageMark, { force: true })
}

/** The identities of an index's files, for comparison with later ones. */
export function identitiesOf(file: string): (string | undefined)[] {
  return parts.map((part) => identityOf(file + part))
}

/**
 * The extension of the file that marks an index as damaged: it says which index, and what was noticed. It is a file because
 * any thread or process that reads the index may notice, and another one may rebuild it, later.
 */
const damageMark = '.damaged'

/** Marks an index as damaged. @param identity of the file that was read, which may no longer be there */
export function markDamaged(file: string, identity: string, reason: string) {
  writeFileSync(file + damageMark, `${identity}\n${reason}\n`)
}

/** Why the index at this path was marked as damaged; undefined if it was not. */
export function damageOf(file: string): string | undefined {
  if (!existsSync(/* turbopackIgnore: true */ file + damageMark)) return undefined
  const [identity, reason] = readFileSync(/* turbopackIgnore: true */ file + damageMark, 'utf8').split('\n')
  return identity === identityOf(file) ? reason : undefined
}
