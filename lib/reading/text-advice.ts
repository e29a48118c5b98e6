import type { Nodes, Paragraph, Parents, Text } from 'mdast'

/** What an editor may not have meant, and its offset in the body. */
export type TextAdvice = { offset: number; message: string }

/**
 * Advice on a text that will not look as it was written: marks that stay visible, lines of a table that is none, and a number
 * at the start of a line that turns it into a list.
 *
 * @param body the text that the node was parsed from
 */
export function textAdvice(node: Nodes, parent: Parents | undefined, body: string): TextAdvice[] {
  if (node.type === 'text') return marksLeft(node, parent, body)
  if (node.type === 'paragraph') return tableLeft(node, body)
  if (node.type !== 'list' || !node.ordered) return []
  const items = node.children.map(({ position }) => {
    const offset = position?.start.offset ?? 0
    return { offset, written: Number(/^\d+/.exec(body.slice(offset, offset + 9))?.[0] ?? Number.NaN) }
  })
  const [first, second] = items
  if (!first) return []
  // Many people write "1." before every item and leave counting to Markdown.
  if (second && first.written <= 1 && items.every(({ written }) => written === first.written)) return []
  if (!second && first.written > 1) return [alone(first)]
  return items.flatMap(({ offset, written }, index) => {
    const shown = first.written + index
    return written === shown || Number.isNaN(written)
      ? []
      : [{ offset, message: otherNumber(written, shown) }]
  })
}

function alone({ offset, written }: { offset: number; written: number }): TextAdvice {
  const message = `"${written}." makes this a list of one item. If it is part of the sentence, write ${written}\\. instead.`
  return { offset, message }
}

function otherNumber(written: number, shown: number): string {
  return `This is an item of a list and is shown as "${shown}.", not "${written}.". If it is part of the sentence, write ${written}\\. instead.`
}

type Leftover = {
  mark: RegExp
  message: string | ((found: RegExpExecArray) => string)
  /** What is no text for this mark. */
  except?: RegExp
}

const leftovers: Leftover[] = [
  {
    mark: /\]\(/,
    message:
      '"](" is shown as it stands. A link has no line break between its brackets, and an address with spaces stands in angle brackets: [words](<my file.pdf>).',
  },
  {
    mark: /\*\*/,
    message:
      '"**" is shown as it stands. Put it directly before and after the words, without a space between, or write \\*\\* if it is meant.',
  },
  {
    // A pair before whose first mark no word ends: a Chinese 好~~ is a tone of voice, however many follow.
    mark: /(?<![\p{L}\p{M}\p{N}~])~~(?!~)[^~\n]+~~(?!~)/u,
    message:
      '"~~" is shown as it stands. Put it directly before and after the words, without a space between, or write \\~\\~ if it is meant.',
  },
  {
    // What no name in a program has between its underscores: a space, or a letter or mark beyond ASCII.
    mark: /(?<!_)__(?![_\s])(?=[^_\n]*[\s\u0080-\uffff])[^_\n]*[^_\s]__(?!_)/u,
    // Addresses.
    except: /\S*[/@]\S*/g,
    message: '"__" is shown as it stands. Next to letters write ** instead, or \\_\\_ if it is meant.',
  },
  {
    // [1][2] are sources, a[i][j] a program's.
    mark: /(?<![\w\]!])\[(?!\^)[^[\]\n]*\p{L}{2}[^[\]\n]*\]\[(?!\^)([^[\]\n]*\p{L}{2}[^[\]\n]*)\]/u,
    message: ([, name = '']) =>
      `No address is called [${name.slice(0, 40)}], so both brackets are shown. Write [words](https://…), or add a line [${name.slice(0, 40)}]: https://….`,
  },
  {
    mark: /\[\^([^[\]\s]{1,80})\]/,
    message: ([, name = '']) =>
      `No note is called [^${name}], so its mark is shown as it stands. Add a line [^${name}]: with its text.`,
  },
]

/** A heading's marks without a space after them, or in the full width of Chinese keyboards, where a line begins. */
const heading = /(?<=^|\n)[ \t]*(#{2,6}(?![#\s])|＃{2,6}|＃(?=[ \t\u3000]))/gu

function marksLeft({ position }: Text, parent: Parents | undefined, body: string): TextAdvice[] {
  if (position?.start.offset === undefined) return []
  const { offset } = position.start
  // Escaped marks are meant to be visible.
  const source = body.slice(offset, position.end.offset).replace(/\\[\s\S]/g, '  ')
  const found = leftovers.flatMap(({ mark, message, except }) => {
    const match = mark.exec(except ? source.replace(except, blank) : source)
    if (!match) return []
    return [{ offset: offset + match.index, message: typeof message === 'string' ? message : message(match) }]
  })
  return [...headingsLeft(source, offset, parent), ...found]
}

function headingsLeft(source: string, offset: number, parent: Parents | undefined): TextAdvice[] {
  if (parent?.type !== 'paragraph') return []
  const isFirst = parent.children[0]?.position?.start.offset === offset
  return [...source.matchAll(heading)].slice(0, 1).flatMap(({ index, 1: marks = '' }) => {
    if (index === 0 && !isFirst) return []
    const message = marks.startsWith('＃')
      ? `"${marks}" is shown as it stands. A heading needs the # of Latin keyboards, and a space.`
      : '"##" is shown as it stands. A heading needs a space after these marks.'
    return [{ offset: offset + index, message }]
  })
}

const delimiters = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const noTable =
  'These lines are no table, and are shown as they stand. Under its first line a table needs one of dashes: |---|---|.'

/** A paragraph whose lines are cells between bars. */
function tableLeft({ position }: Paragraph, body: string): TextAdvice[] {
  const offset = position?.start.offset
  if (offset === undefined) return []
  // Bars in code and escaped ones are no borders of cells.
  const source = body
    .slice(offset, position?.end.offset)
    .replace(/\\[\s\S]/g, '  ')
    .replace(/(`+)[^`\n]*\1/g, blank)
  // The lines of a quotation begin with its mark.
  const lines = source.split('\n').map((line) => line.replace(/^(?:[ \t]*>)+/, ''))
  const at = lines.findIndex((line, index) => index > 0 && line.includes('|') && delimiters.test(line))
  if (at > 0) {
    const [head, rule] = [cellsOf(lines[at - 1]), cellsOf(lines[at])]
    if (head === rule || head < 2) return []
    const message = `The line of dashes has ${rule} cells, and the line above it ${head}: all is shown as it stands. Give both as many.`
    return [{ offset, message }]
  }
  const isRow = (line: string | undefined) => /^[ \t]*\|[^|]+\|.*\|[ \t]*$/.test(line ?? '')
  const rows = lines.findIndex((line, index) => isRow(line) && isRow(lines[index + 1]))
  return rows < 0 ? [] : [{ offset, message: noTable }]
}

function cellsOf(line = ''): number {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|').length
}

function blank(text: string): string {
  return ' '.repeat(text.length)
}
