import { readEnvironment } from '../lib/environment.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'

/** `npm start`: index, build if needed, serve until told to stop. */
await command(async () => {
  // Next and React decide by it, while they load, what they are.
  Object.assign(process.env, { NODE_ENV: 'production' })
  const environment = readEnvironment(process.env)
  indexContent(environment, false)
  buildIfNeeded(environment)
  const { serve } = await import('../server.ts')
  await serve(environment)
})
