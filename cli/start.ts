import { readEnvironment } from '../lib/environment.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'
import { runNext } from './next-command.ts'

/** `npm start`: index, build if needed, serve until told to stop. */
await command(() => {
  const environment = readEnvironment(process.env)
  indexContent(environment, false)
  buildIfNeeded(environment)
  console.error(`Serving ${environment.siteUrl}`)
  runNext('start', '--port', String(environment.port), '--hostname', environment.host ?? '0.0.0.0')
})
