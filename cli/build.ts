import { openIndexForReading } from '../lib/index/index-database.ts'
import { indexFile } from '../lib/index/index-file.ts'
import { contentRevision } from '../lib/index/queries/newsroom-queries.ts'
import { pagesState } from '../lib/publish/built-from.ts'
import type { Environment } from '../lib/runtime/environment.ts'
import { fingerprint, isBuilt, rememberBuild } from './build-state.ts'
import { fail } from './fail.ts'
import { nextCommand } from './next-command.ts'
import { runStep } from './run-step.ts'

/** Builds the site if its code has changed since the last build. Needs the index. */
export async function buildIfNeeded(environment: Environment) {
  const print = fingerprint()
  if (isBuilt(print)) return
  console.error('Building the site…')
  // Read before the build: what changes during it may not be in its pages.
  const db = openIndexForReading(indexFile(environment, false))
  const state = pagesState(contentRevision(db), environment)
  db.close()
  if ((await runStep([nextCommand, 'build'])) !== 0) fail('The build failed; the reason stands above.')
  rememberBuild(print, state)
}
