import { readEnvironment } from '../lib/runtime/environment.ts'
import { command } from './fail.ts'
import { indexContent } from './index-content.ts'

/**
 * Brings the index up to date, or makes one at the path it is given. `npm start` runs it in a process of its own, which
 * takes its memory with it.
 */
await command(() => indexContent(readEnvironment(process.env), false, process.argv[2]))
