import matter from 'gray-matter'
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Position, YamlFields } from '../newsroom/fields.ts'
import type { Problem } from '../newsroom/problem.ts'

/** A Markdown file split into its parts. Positions are those of the whole file. */
export type FrontMatter = YamlFields & {
  /** The Markdown after the front matter. */
  body: string
  /** The line of the file on which `body` begins, counted from 1. */
  bodyLine: number
}

export type Reading<T> = { ok: true; value: T } | { ok: false; problems: Problem[] }

/** A failed reading with one problem. */
export function failed(
  file: string,
  position: Position,
  message: string,
): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ file, ...position, message }] }
}

const start: Position = { line: 1, column: 1 }
const example = 'Begin the file with a line ---, then fields such as "title: …", then a line ---'

/**
 * Splits a Markdown file into YAML front matter and body.
 *
 * gray-matter finds the delimiters; the YAML itself goes through the `yaml` package, which knows lines and
 * columns, rejects duplicate keys and leaves dates as the text the editor wrote. gray-matter would run `---js`
 * front matter as code, so anything but a bare `---` is refused before gray-matter sees the text, and its other
 * engines are disabled as well.
 *
 * @param file path for messages
 * @param source the file's text; a byte order mark and CRLF line ends are accepted
 */
export function readFrontMatter(file: string, source: string): Reading<FrontMatter> {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const refused = refuseOpening(text)
  if (refused) return failed(file, start, refused)
  const end = checkEnd(text)
  if (end) return failed(file, { line: end.line, column: 1 }, end.message)

  let yamlText = ''
  const engine = {
    parse: (value: string) => {
      yamlText = value
      return {}
    },
    stringify: () => '',
  }
  // The engine only captures the text, from the line break after `---` on, so that its line numbers are the file's.
  // When options are passed, gray-matter neither caches by content nor shares one `data` object between calls.
  const { content } = matter(text, { language: 'yaml', engines: { yaml: engine, ...shutEngines } })
  const bodyLine = countLines(text.slice(0, text.length - content.length)) + 1

  const fields = parseYaml(file, yamlText)
  if (!fields.ok) return fields
  if (fields.value.data === null) return failed(file, start, `The front matter holds no fields. ${example}.`)
  return { ok: true, value: { ...fields.value, body: content, bodyLine } }
}

/** Reads a file that is entirely YAML: site.yaml, an author, redirects.yaml. An empty file gives `null`. */
export function readYaml(file: string, source: string): Reading<YamlFields> {
  return parseYaml(file, source.replace(/^\uFEFF/, ''))
}

function parseYaml(file: string, text: string): Reading<YamlFields> {
  const lines = new LineCounter()
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const doc = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    // The parser compares every key with every other: seconds for an old site's redirects. See findMistakes.
    uniqueKeys: false,
  })
  const invalid = (offset: number, wrong: string): Problem => ({
    file,
    ...at(offset),
    message: `This is not valid YAML: ${wrong}`,
  })
  if (doc.errors.length > 0) {
    const problems = doc.errors.map(({ code, message, pos }) => invalid(pos[0], yamlAdvice(code, message)))
    return { ok: false, problems }
  }
  // A tag such as !Tarn would be dropped, and its word with it.
  const tags = doc.warnings.map(({ pos }) => ({ offset: pos[0], wrong: tagAdvice }))
  const mistakes = [...tags, ...findMistakes(doc)]
  if (mistakes.length > 0) {
    return { ok: false, problems: mistakes.map(({ offset, wrong }) => invalid(offset, wrong)) }
  }
  try {
    // A small document that expands into a huge one through aliases is an attack, not a story.
    const data: unknown = doc.toJS({ maxAliasCount: 20 })
    return {
      ok: true,
      value: { data, locate: locator(doc, at, 'value'), locateKey: locator(doc, at, 'key') },
    }
  } catch {
    // Nothing else can go wrong in a document that has passed these checks.
    return failed(file, start, 'YAML aliases repeat too much here. Write the values out.')
  }
}

/** Mistakes the parser does not report: keys that the map already has, and aliases of nothing. */
function findMistakes(doc: Document): { offset: number; wrong: string }[] {
  const mistakes: { offset: number; wrong: string }[] = []
  const anchors = new Set<string>()
  visit(doc, {
    Scalar(_, { anchor, comment, range, type }) {
      if (anchor) anchors.add(anchor)
      // A real comment has a space after its #; `#9` and `#c00` are meant as text.
      if (!comment || /^\s/.test(comment) || !range || (type !== undefined && type !== 'PLAIN')) return
      const [hidden = ''] = comment.split('\n')
      mistakes.push({ offset: range[0], wrong: cutOff(hidden) })
    },
    Seq(_, { anchor }) {
      if (anchor) anchors.add(anchor)
    },
    Alias(_, { source, range }) {
      if (range && !anchors.has(source)) mistakes.push({ offset: range[0], wrong: aliasAdvice })
    },
    Map(_, { anchor, items }) {
      if (anchor) anchors.add(anchor)
      const seen = new Set<string>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (seen.has(name) && key.range) {
          mistakes.push({
            offset: key.range[0],
            wrong: 'the field stands there twice. Keep one of them.',
          })
        }
        seen.add(name)
      }
    },
  })
  return mistakes.sort((a, b) => a.offset - b.offset)
}

function cutOff(hidden: string): string {
  return `a value ends before " #${hidden.slice(0, 40)}", which YAML takes for a note. Put the whole value in "quotes", or a space after # if it is a note.`
}

const shut = {
  parse: (): object => {
    throw new Error('Front matter must be YAML')
  },
  stringify: () => '',
}
const shutEngines = { javascript: shut, js: shut, json: shut, coffee: shut, coffeescript: shut, toml: shut }

/** What is wrong with how the file opens; undefined if nothing is. */
function refuseOpening(text: string): string | undefined {
  if (text.trim() === '') return `The file is empty. ${example}.`
  const first = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n')).trimEnd()
  if (first === '+++') return `The front matter is TOML (+++). Dateline reads YAML: ${example.toLowerCase()}.`
  if (first.startsWith('---') && first !== '---') {
    return `The front matter opens with "${first.slice(0, 40)}". Only YAML is read: make the first line exactly ---.`
  }
  if (first !== '---') return `The file has no front matter. ${example}.`
  return undefined
}

/** No story needs more, and gray-matter's time grows with the square of the number of empty lines. */
const maxCharacters = 16 * 1024

/** What is wrong with how the front matter ends; undefined if nothing is. */
function checkEnd(text: string): { line: number; message: string } | undefined {
  // gray-matter takes the first line that begins with --- for the end, whatever follows on it.
  const end = /\n(---[^\n]*)/.exec(text)
  if (!end) return { line: 1, message: 'The front matter never ends. Add a line --- after its last field.' }
  const [, last = ''] = end
  const line = countLines(text.slice(0, end.index)) + 2
  if (last.trimEnd() !== '---') {
    return { line, message: `The front matter ends with "${last.slice(0, 40)}". Make that line exactly ---.` }
  }
  if (end.index > maxCharacters) {
    const message = `The front matter is longer than ${maxCharacters} characters. Shorten it.`
    return { line: 1, message }
  }
  return undefined
}

const aliasAdvice = 'a value begins with * or &, which YAML keeps for aliases. Put the value in "quotes".'

const tagAdvice = 'a value begins with !, which YAML reads as a tag. Put the value in "quotes".'

const advice: Partial<Record<string, string>> = {
  UNEXPECTED_TOKEN:
    'something follows where a value has ended. Put the whole value in "quotes", and write \\" for a quotation mark in it.',
  TAB_AS_INDENT: 'a tab is used as indentation. Use spaces.',
  BAD_INDENT:
    'the indentation does not fit, or a quote or bracket before it is not closed. Start each field at the beginning of its line.',
  MULTILINE_IMPLICIT_KEY:
    'a value breaks over lines, or a colon is missing. Put the value in "quotes" on one line.',
  BLOCK_AS_IMPLICIT_KEY: 'a value holds a colon and a space. Put the value in "quotes".',
  MISSING_CHAR: 'a closing quote or bracket is missing. Close it on the same line.',
  BAD_ALIAS: aliasAdvice,
  RESOURCE_EXHAUSTION: 'lists or fields are nested too deep. Flatten them.',
  BAD_SCALAR_START: 'a value begins with a character YAML keeps for itself. Put the value in "quotes".',
}

function yamlAdvice(code: string, message: string): string {
  return (
    advice[code] ??
    `${message.split('\n')[0]?.replace(/\.?$/, '.')} Put text with special characters in "quotes".`
  )
}

function locator(doc: Document, at: (offset: number) => Position, which: 'key' | 'value') {
  return (path: readonly PropertyKey[]): Position => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetOf(doc, path.slice(0, length), which)
      if (offset !== undefined) return at(offset)
    }
    return start
  }
}

function offsetOf(doc: Document, path: readonly PropertyKey[], which: 'key' | 'value'): number | undefined {
  const last = path.at(-1)
  const parent = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true)
  if (which === 'key' && isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last))
    if (isScalar(pair?.key)) return pair.key.range?.[0]
  }
  const node: unknown = doc.getIn(path, true)
  if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range)) {
    return typeof node.range[0] === 'number' ? node.range[0] : undefined
  }
  return undefined
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}
