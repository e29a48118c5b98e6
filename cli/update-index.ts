import { readEnvironment } from '../lib/runtime/environment.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'

/**
 * Brings the index up to date, or makes one at a given path. `npm start` runs it in a separate process, which returns
 * its memory when it ends.
 */
await command(() => indexContent(readEnvironment(process.env), false, process.argv[2]))
