import { indexFile } from '../lib/index/index-file.ts'
import { lockIndex } from '../lib/index/index-lock.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { formSecret } from '../lib/runtime/form-secret.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'
import { makeIndex } from './make-index.ts'
import { runStep, stopWhenTold } from './run-step.ts'

/** `npm start`: indexes, builds if necessary, and serves until told to stop. */
await command(async () => {
  // Next and React read it while they load.
  Object.assign(process.env, { NODE_ENV: 'production' })
  const environment = readEnvironment(process.env)
  const leaveSignals = stopWhenTold()
  lockIndex(indexFile(environment, false))
  // Reports an unusable secret now, not when a reader makes a choice.
  formSecret(environment)
  const code = await runStep(['cli/update-index.ts'])
  // The step has printed why.
  if (code !== 0) process.exit(code ?? 1)
  await buildIfNeeded(environment)
  const { serve } = await import('../server.ts')
  const stop = await serve(environment, makeIndex)
  leaveSignals()
  // A second signal ends the process immediately.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
})
