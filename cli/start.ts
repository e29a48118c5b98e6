import { indexFile } from '../lib/index/index-file.ts'
import { lockIndex } from '../lib/index/index-lock.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { formSecret } from '../lib/runtime/form-secret.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'
import { makeIndex } from './make-index.ts'
import { runStep, stopWhenTold } from './run-step.ts'

/** `npm start`: index, build if needed, serve until told to stop. */
await command(async () => {
  // Next and React decide by it, while they load, what they are.
  Object.assign(process.env, { NODE_ENV: 'production' })
  const environment = readEnvironment(process.env)
  const leaveSignals = stopWhenTold()
  lockIndex(indexFile(environment, false))
  // One that cannot be used is told now, not when a reader makes a choice.
  formSecret(environment)
  const code = await runStep(['cli/update-index.ts'])
  // It has said why.
  if (code !== 0) process.exit(code ?? 1)
  await buildIfNeeded(environment)
  const { serve } = await import('../server.ts')
  const stop = await serve(environment, makeIndex)
  leaveSignals()
  // A second one ends it at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
})
