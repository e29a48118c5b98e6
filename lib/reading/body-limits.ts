import type { Problem } from '../newsroom/problem.ts'

/** No story file may be larger, in bytes. 512 KiB are some 80,000 words. */
export const maxFileBytes = 512 * 1024

/** The most a text may have of something, and the message for more. */
type Limit = { max: number; message: string }

const nesting = 24
const tooDeep = `Quotes or lists are nested more than ${nesting} deep. Flatten them.`

/** Limits of one block. A block ends at an empty line, or where a list entry begins. */
const ofBlock = {
  lines: {
    max: 2000,
    message: 'This paragraph has more than 2000 lines. Break it up with empty lines.',
  },
  characters: {
    max: 40_000,
    message: 'This paragraph is longer than 40000 characters. Break it up with empty lines.',
  },
  marks: {
    max: 3000,
    message: 'This paragraph holds more than 3000 of the marks * _ ~ [ ]. Break it up with empty lines.',
  },
  brackets: {
    max: 2000,
    message: 'This paragraph holds more than 2000 square brackets. Break it up with empty lines.',
  },
  tags: {
    max: 1000,
    message: 'This paragraph holds more than 1000 of the mark <. Break it up with empty lines.',
  },
} satisfies Record<string, Limit>

const ofText = {
  markers: { max: 3000, message: 'More than 3000 marks open quotes or list entries. Split the story.' },
  directives: { max: 24, message: 'More than 24 lines begin with ":::". Remove them.' },
  lines: { max: 20_000, message: 'More than 20000 lines. Split the story.' },
  headings: { max: 1000, message: 'More than 1000 headings. Split the story.' },
  pictures: { max: 500, message: 'More than 500 pictures, players and embeds. Split the story.' },
  links: { max: 5000, message: 'More than 5000 links. Split the story.' },
  notes: { max: 2000, message: 'More than 2000 footnotes and marks that lead to them. Split the story.' },
  cells: { max: 10_000, message: 'More than 10000 table cells. Split the story.' },
  marks: {
    max: 50_000,
    message: 'More than 50000 of the marks * _ ~ [ ] ` < \\ & |. Split the story.',
  },
  /** Each block's marks squared, summed: one block may be full of them, or many may have a few. */
  squares: {
    max: ofBlock.marks.max ** 2,
    message: 'Too many paragraphs hold hundreds of the marks * _ ~ [ ]. Break them up with empty lines.',
  },
} satisfies Record<string, Limit>

const columns: Limit = { max: 64, message: 'This table has more than 64 columns. Split it.' }

// Quote and list markers that open a line: "> > - 1. ". Indentation counts, because only nesting explains a marker far to
// the right, and indented code has no markers.
const containers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/

// Such a line begins a list entry or is a thematic break, whatever the line above it.
const startsEntry = /^ {0,3}[-*+] +\S/

// Most lines of most texts contain none of these, and then there is nothing more to count in them.
const special = /[*_~[\]`<\\&|@#>=]|:[:/]|www\.|^[ \t]*(?:[-+\d])/i

/**
 * Finds Markdown that would take a CommonMark parser, or the code that turns its tree into HTML, minutes or more memory than
 * there is. Their time grows with the square of nesting, of quotes and list entries, of lines and of emphasis, bracket and
 * tag marks in one block, and of table columns. Everything else in a text costs tens of microseconds apiece. No story needs
 * as much as is allowed here.
 *
 * @param bodyLine line of the file on which `body` begins
 * @returns the first excess only; the rest is not worth looking at
 */
export function exceededLimits(file: string, body: string, bodyLine: number): Problem[] {
  const text = zeroOf(ofText)
  let block = zeroOf(ofBlock)
  let blockStart = 0
  /** Of the line above. */
  let quotesAbove = 0
  /** Of the table the line may be in; 0 outside. */
  let tableColumns = 0
  for (const [index, line] of body.split('\n').entries()) {
    const problem = (at: number, message: string) => [{ file, line: bodyLine + at, column: 1, message }]
    const isEmpty = line.trim() === ''
    if (isEmpty || startsEntry.test(line)) {
      text.squares += block.marks ** 2
      blockStart = isEmpty ? index + 1 : index
      block = zeroOf(ofBlock)
      tableColumns = 0
    }
    text.lines += Number(!isEmpty)
    text.cells += tableColumns
    block.lines += 1
    block.characters += line.length
    const opening = containers.exec(line)?.[0] ?? ''
    if (special.test(line)) {
      const rest = line.slice(opening.length)
      const depth = count(opening, /[>*+-]|\d+/g)
      if (depth > nesting || opening.length > nesting * 4) return problem(index, tooDeep)
      const delimiters = isDelimiterRow(rest) ? count(rest, /-+/g) : 0
      if (delimiters > columns.max) return problem(index, columns.message)
      // A line of dashes alone starts no table, and a later, shorter delimiter row does not make the table narrower.
      if (delimiters > 0 && rest.includes('|')) {
        tableColumns = Math.max(tableColumns, delimiters)
        // The cells of the head, on the line above.
        text.cells += delimiters
      }
      const quotes = count(opening, />/g)
      // A quote that continues from the line above was opened only once.
      text.markers += depth === quotes ? Math.max(0, quotes - quotesAbove) : depth
      quotesAbove = quotes
      countMarks(line, rest, text, block)
    } else quotesAbove = 0
    const message = exceeded(block, ofBlock)
    if (message !== undefined) return problem(blockStart, message)
    const ofTextMessage = exceeded(text, ofText) ?? tooSquare(text.squares + block.marks ** 2)
    if (ofTextMessage !== undefined) return problem(index, ofTextMessage)
  }
  return []
}

/** @param rest the line without the quote and list markers that open it */
function countMarks(line: string, rest: string, text: Counts<typeof ofText>, block: Counts<typeof ofBlock>) {
  block.marks += count(line, /[*_~[\]]/g)
  block.brackets += count(line, /[[\]]/g)
  block.tags += count(line, /</g)
  text.marks += count(line, /[*_~[\]`<\\&|]/g)
  text.links += count(line, /\](?=[([:])|:\/\/|www\.|@/gi)
  text.notes += count(line, /\[\^/g)
  text.pictures += count(line, /!\[/g) + Number(/^[ \t]*::[a-z]/i.test(rest))
  text.headings += Number(/^[ \t]*(?:#{1,6}(?:[ \t]|$)|[=-]+[ \t]*$)/.test(rest))
  text.directives += Number(rest.trimStart().startsWith(':::'))
}

function tooSquare(squares: number): string | undefined {
  return squares > ofText.squares.max ? ofText.squares.message : undefined
}

type Counts<Limits> = Record<keyof Limits, number>

function zeroOf<Name extends string>(limits: Record<Name, Limit>): Record<Name, number> {
  return Object.fromEntries(Object.keys(limits).map((name) => [name, 0])) as Record<Name, number>
}

function exceeded(counts: Record<string, number>, limits: Record<string, Limit>): string | undefined {
  for (const name in limits) {
    const limit = limits[name]
    if (limit && (counts[name] ?? 0) > limit.max) return limit.message
  }
  return undefined
}

/** Whether this is the line under a table's head that makes it a table. */
function isDelimiterRow(text: string): boolean {
  return /^[\s|:-]+$/.test(text)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
