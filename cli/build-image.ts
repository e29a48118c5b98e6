import { readEnvironment } from '../lib/runtime/environment.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'

/** Indexes and builds without serving: for benchmarks, and for container images, which are built apart from the server. */
await command(async () => {
  Object.assign(process.env, { NODE_ENV: 'production' })
  const environment = readEnvironment(process.env)
  indexContent(environment, false)
  await buildIfNeeded(environment)
})
