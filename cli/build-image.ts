import { readEnvironment } from '../lib/environment.ts'
import { buildIfNeeded } from './build.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'

/** Builds and does not serve: for images, which are built where they are not run. */
await command(() => {
  Object.assign(process.env, { NODE_ENV: 'production' })
  const environment = readEnvironment(process.env)
  indexContent(environment, false)
  buildIfNeeded(environment)
})
