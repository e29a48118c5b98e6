import { shownDirections } from '../i18n/directions.ts'

/** A mistake that an editor must fix: where it is, and one line that says what is wrong and how to fix it. */
export type Problem = {
  /** Path relative to the content folder, with forward slashes. */
  file: string
  /** 1-based. */
  line: number
  /** 1-based, in UTF-16 code units, as editors count. */
  column: number
  /** "What is wrong. How to fix it." */
  message: string
}

/** As many as anybody fixes in one go; more from one file would hide those of all others. */
const maxOfFile = 10

/**
 * Keeps ten problems of each file, and adds a line that says how many more there are. A list that was cut is not cut again.
 *
 * @param problems in the order in which they are reported
 */
export function firstOfEach(problems: readonly Problem[]): Problem[] {
  const ofFiles = Map.groupBy(problems, ({ file }) => file)
  return [...ofFiles.values()].flatMap((all) => {
    const next = all[maxOfFile]
    if (!next || all.length === maxOfFile + 1) return all
    const message = `There are ${all.length - maxOfFile} more problems in this file. Mend those above first.`
    return [...all.slice(0, maxOfFile), { ...next, message }]
  })
}

/** The formats `npm run check` can print: for people, for programs, for GitHub's annotations. */
export const problemFormats = {
  text: (problems: Problem[]) => problems.map(textLine).join('\n'),
  json: (problems: Problem[]) => JSON.stringify(problems, null, 2),
  github: (problems: Problem[]) => problems.map(githubLine).join('\n'),
} satisfies Record<string, (problems: Problem[]) => string>

export type ProblemFormat = keyof typeof problemFormats

/** `file:line:column: message`, the form that terminals and editors turn into a link. */
export function textLine({ file, line, column, message }: Problem): string {
  return `${printable(file)}:${line}:${column}: ${printable(message)}`
}

// https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
function githubLine({ file, line, column, message }: Problem): string {
  const property = (value: string) => escapeGithub(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return `::error file=${property(file)},line=${line},col=${column}::${escapeGithub(message)}`
}

function escapeGithub(value: string): string {
  return printable(value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'))
}

/** Keeps a hostile file name or value from moving the cursor, turning the line around or starting a second one. */
function printable(value: string): string {
  return shownDirections(value).replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
