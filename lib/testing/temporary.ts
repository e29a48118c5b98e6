import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []

/** Removes the folders made so far. */
export function removeTemporaryFolders() {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

process.once('exit', removeTemporaryFolders)

/** A temporary folder for a test, removed after the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-'))
  made.push(folder)
  return folder
}
