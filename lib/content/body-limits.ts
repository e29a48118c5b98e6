import type { Problem } from './problem.ts'

/** No story file may be larger, in bytes. 512 KiB are some 80,000 words. */
export const maxFileBytes = 512 * 1024

const maxNesting = 24
const maxMarkers = 10_000
const maxBlockLines = 2_000
const maxBlockCharacters = 40_000
const maxBlockMarks = 3_000
const maxBlockTags = 1_000
const maxTableColumns = 64

// Quote and list markers that open a line: "> > - 1. ". Indentation counts: only nesting explains a marker far to the
// right, and indented code has none.
const containers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/

/**
 * Finds Markdown that would take a CommonMark parser minutes or more stack than there is: its running time grows
 * with the square of nesting, of lines and of emphasis, bracket and tag marks in one block, and of table columns. No
 * story needs as much as is allowed here.
 *
 * @param bodyLine line of the file on which `body` begins
 */
export function exceededLimits(file: string, body: string, bodyLine: number): Problem[] {
  const problems: Problem[] = []
  const report = (index: number, message: string) =>
    problems.push({ file, line: bodyLine + index, column: 1, message })
  let blockStart = 0
  let characters = 0
  let marks = 0
  let tags = 0
  let markers = 0
  let directives = 0
  for (const [index, text] of body.split('\n').entries()) {
    if (text.trim() === '') {
      blockStart = index + 1
      characters = 0
      marks = 0
      tags = 0
    }
    characters += text.length
    marks += count(text, /[*_~[\]]/g)
    tags += count(text, /</g)
    const opening = containers.exec(text)?.[0] ?? ''
    if (text.slice(opening.length).trimStart().startsWith(':::')) directives += 1
    const depth = count(opening, /[>*+-]|\d+/g)
    markers += depth
    if (depth > maxNesting || opening.length > maxNesting * 4) {
      report(index, `Quotes or lists are nested more than ${maxNesting} deep. Flatten them.`)
      break
    }
    if (markers > maxMarkers) {
      report(index, `More than ${maxMarkers} marks open quotes or list entries. Split the story.`)
      break
    }
    if (directives > maxNesting) {
      report(index, `More than ${maxNesting} lines begin with ":::". Remove them.`)
      break
    }
    if (index - blockStart >= maxBlockLines) {
      report(blockStart, `This paragraph has more than ${maxBlockLines} lines. Break it up with empty lines.`)
      break
    }
    if (characters > maxBlockCharacters) {
      report(
        blockStart,
        `This paragraph is longer than ${maxBlockCharacters} characters. Break it up with empty lines.`,
      )
      break
    }
    if (marks > maxBlockMarks) {
      report(
        blockStart,
        `This paragraph holds more than ${maxBlockMarks} of the marks * _ ~ [ ]. Break it up with empty lines.`,
      )
      break
    }
    if (tags > maxBlockTags) {
      report(
        blockStart,
        `This paragraph holds more than ${maxBlockTags} of the mark <. Break it up with empty lines.`,
      )
      break
    }
    if (isDelimiterRow(text.slice(opening.length)) && count(text, /-+/g) > maxTableColumns) {
      report(index, `This table has more than ${maxTableColumns} columns. Split it.`)
      break
    }
  }
  return problems
}

/** The line under a table's head, which makes it a table. */
function isDelimiterRow(text: string): boolean {
  return /^[\s|:-]+$/.test(text)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
