import { readEnvironment } from '../lib/runtime/environment.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'

/** Indexes and builds, and does not serve: for images, which are built where they are not run, and for benchmarks. */
await command(async () => {
  Object.assign(process.env, { NODE_ENV: 'production' })
  const environment = readEnvironment(process.env)
  indexContent(environment, false)
  await buildIfNeeded(environment)
})
