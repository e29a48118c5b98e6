import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkContent } from '../lib/check/check-content.ts'
import { BadMessages, translator } from '../lib/i18n/messages.ts'
import { type Problem, type ProblemFormat, problemFormats } from '../lib/newsroom/problem.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { command, fail } from './fail.ts'
import { progress } from './progress.ts'

/** `npm run check`: every problem of the content and of the interface's messages, a line each; exit 1 when there is one. */
await command(() => {
  const format = readFormat()
  const { contentDir } = readEnvironment(process.env)
  if (!existsSync(contentDir))
    fail(`There is no folder ${contentDir}. Create it, or set CONTENT_DIR to another one.`)
  const {
    files,
    languages,
    problems: ofContent,
  } = checkContent(contentDir, { onProgress: progress('Checking') })
  const problems = [...ofContent, ...languages.flatMap(messageProblems)]
  if (problems.length > 0 || format === 'json') console.log(problemFormats[format](problems))
  console.error(
    problems.length === 0 ? `${files} files, no problems.` : `${files} files, ${problems.length} problems.`,
  )
  process.exitCode = problems.length === 0 ? 0 : 1
})

/** What is wrong with the interface's messages in a language. */
function messageProblems(lang: string): Problem[] {
  try {
    translator(lang)
    return []
  } catch (error) {
    if (!(error instanceof BadMessages)) throw error
    const file = `messages/${lang}.json`
    return error.lines.map((line) => ({ file, line: 1, column: 1, message: line.replace(`${file}: `, '') }))
  }
}

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
