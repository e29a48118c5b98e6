import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkContent } from '../lib/check/check-content.ts'
import { type ProblemFormat, problemFormats } from '../lib/newsroom/problem.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { command, fail } from './fail.ts'
import { progress } from './progress.ts'

/** `npm run check`: every problem of the content and of the interface's messages, a line each; exit 1 when there is one. */
await command(() => {
  const format = readFormat()
  const { contentDir } = readEnvironment(process.env)
  if (!existsSync(contentDir))
    fail(`There is no folder ${contentDir}. Create it, or set CONTENT_DIR to another one.`)
  const { files, problems } = checkContent(contentDir, { onProgress: progress('Checking') })
  if (problems.length > 0 || format === 'json') console.log(problemFormats[format](problems))
  console.error(
    problems.length === 0 ? `${files} files, no problems.` : `${files} files, ${problems.length} problems.`,
  )
  process.exitCode = problems.length === 0 ? 0 : 1
})

function readFormat(): ProblemFormat {
  const known = Object.keys(problemFormats).join(', ')
  try {
    const { values } = parseArgs({ options: { format: { type: 'string', default: 'text' } } })
    if (Object.hasOwn(problemFormats, values.format)) return values.format as ProblemFormat
    fail(`There is no format "${values.format}". Use one of: ${known}.`)
  } catch {
    // Unknown arguments.
    fail(`Use: npm run check -- [--format FORMAT], with one of: ${known}.`)
  }
}
