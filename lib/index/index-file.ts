import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../runtime/environment.ts'
import { identityOf } from '../runtime/file-identity.ts'

/** The index's file; a preview, which holds drafts, is never the one the public site reads. */
export function indexFile({ dataDir }: Pick<Environment, 'dataDir'>, preview: boolean): string {
  return join(dataDir, preview ? 'preview.sqlite' : 'index.sqlite')
}

/** A database is three files while it is open: itself, what was written last, and who reads what. */
const parts = ['', '-wal', '-shm'] as const

/** Removes an index, for it to be made anew. */
export function removeIndex(file: string) {
  for (const part of [...parts, damageMark]) rmSync(file + part, { force: true })
}

/**
 * Puts another index, closed, in the place of one that nobody writes to. Those who read the old one go on doing so; what
 * was written to it last goes first, for SQLite would take it for the new one's.
 */
export function replaceIndex(file: string, by: string) {
  for (const part of parts.slice(1)) rmSync(file + part, { force: true })
  renameSync(by, file)
  rmSync(file + damageMark, { force: true })
}

/** The identities of an index's files, for them to be compared with later ones. */
export function identitiesOf(file: string): (string | undefined)[] {
  return parts.map((part) => identityOf(file + part))
}

/**
 * Stands beside an index that was found damaged: which one, and how that was noticed. A file, for whoever reads the
 * index may notice, in whatever thread or process, and whoever makes it anew may be another, later.
 */
const damageMark = '.damaged'

/** Marks an index as damaged. @param identity of the file that was read, which need not be there any more */
export function markDamaged(file: string, identity: string, reason: string) {
  writeFileSync(file + damageMark, `${identity}\n${reason}\n`)
}

/** Why the index in this place was marked as damaged, if it was. */
export function damageOf(file: string): string | undefined {
  if (!existsSync(/* turbopackIgnore: true */ file + damageMark)) return undefined
  const [identity, reason] = readFileSync(/* turbopackIgnore: true */ file + damageMark, 'utf8').split('\n')
  return identity === identityOf(file) ? reason : undefined
}
