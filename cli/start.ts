import { spawnSync } from 'node:child_process'
import { readEnvironment } from '../lib/environment.ts'
import { formSecret } from '../lib/form-secret.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'

/** `npm start`: index, build if needed, serve until told to stop. */
await command(async () => {
  // Next and React decide by it, while they load, what they are.
  Object.assign(process.env, { NODE_ENV: 'production' })
  const environment = readEnvironment(process.env)
  // One that cannot be used is told now, not when a reader makes a choice.
  formSecret(environment)
  const { status } = spawnSync(process.execPath, ['cli/update-index.ts'], { stdio: ['ignore', 2, 2] })
  // It has said why.
  if (status !== 0) process.exit(status ?? 1)
  buildIfNeeded(environment)
  const { serve } = await import('../server.ts')
  await serve(environment)
})
