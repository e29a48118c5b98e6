import { indexContent } from '../cli/index-content.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'

// A process that indexes the content named in its environment, as a start does, and then prints what that took.
const started = performance.now()
indexContent(readEnvironment(process.env), false)
const seconds = (performance.now() - started) / 1000
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }))
