import { openIndexForReading } from '../lib/content/index-database.ts'
import type { Environment } from '../lib/environment.ts'
import { pagesIdentity } from '../lib/publish/built-from.ts'
import { indexFile } from '../lib/site.ts'
import { fingerprint, isBuilt, rememberBuild } from './build-state.ts'
import { fail } from './fail.ts'
import { nextCommand } from './next-command.ts'
import { runStep } from './run-step.ts'

/** Builds the site if its code has changed since it was last built. Needs the index. */
export async function buildIfNeeded(environment: Environment) {
  const print = fingerprint()
  if (isBuilt(print)) return
  console.error('Building the site…')
  if ((await runStep([nextCommand, 'build'])) !== 0) fail('The build failed; the reason stands above.')
  const db = openIndexForReading(indexFile(environment, false))
  rememberBuild(print, pagesIdentity(db, environment))
  db.close()
}
