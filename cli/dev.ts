import { openContentFolder } from '../lib/content/content-folder.ts'
import { openIndexForWriting } from '../lib/content/index-database.ts'
import { allProblems } from '../lib/content/newsroom-queries.ts'
import { textLine } from '../lib/content/problem.ts'
import { syncIndex } from '../lib/content/sync-index.ts'
import { type Environment, readEnvironment } from '../lib/environment.ts'
import { indexFile } from '../lib/site.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'
import { runNext } from './next-command.ts'

const lookEvery = 1000

/** `npm run dev`: a preview with drafts and embargoed stories, up to date a second after a file is saved. */
await command(() => {
  const environment = readEnvironment(process.env)
  indexContent(environment, true)
  followContent(environment)
  runNext('dev', '--port', String(environment.port), '--hostname', hostname(environment))
})

/**
 * The host to listen on, this machine alone unless told otherwise. Next calls 127.0.0.1 "localhost" when proxy.ts
 * rewrites to an error page, and takes it for another server unless it is started by that name.
 */
function hostname({ host = '127.0.0.1' }: Environment): string {
  return host === '127.0.0.1' ? 'localhost' : host
}

/** Looks for changed files every second; an unchanged archive is only listed, not read. */
function followContent(environment: Environment) {
  const db = openIndexForWriting(indexFile(environment, true))
  const folder = openContentFolder(environment.contentDir)
  let shown = allProblems(db).map(textLine)
  setInterval(() => {
    syncIndex({ db, folder, now: Date.now(), preview: true })
    const problems = allProblems(db).map(textLine)
    for (const line of problems) if (!shown.includes(line)) console.error(line)
    shown = problems
  }, lookEvery)
}
