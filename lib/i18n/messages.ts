import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import type english from '../../messages/en.json'

/** The interface's words in one language; the English file defines the keys. */
type Messages = typeof english

type Keys<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${Key}`
    : Keys<Tree[Key], `${Prefix}${Key}.`>
}[keyof Tree & string]

/** `story.published`, `layout.skip` and so on; TypeScript checks them. */
export type MessageKey = Keys<Messages>

/** Returns one of the interface's messages, with its ICU arguments filled in. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

/** A language's messages cannot be used; `lines` has one problem each. */
export class BadMessages extends Error {
  readonly lines: string[]
  constructor(lines: string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

const translators = new Map<string, Translate>()

/**
 * The translator of a language; its messages are read and checked on the first call.
 *
 * @throws BadMessages when messages/<lang>.json is missing, or lacks a key or argument that English has
 */
export function translator(lang: string): Translate {
  const known = translators.get(lang)
  if (known) return known
  const formats = compileMessages(lang, readMessages(lang), readMessages('en'))
  const translate: Translate = (key, values) => String(formats.get(key)?.format(values))
  translators.set(lang, translate)
  return translate
}

/** A language's messages by key, as in its file. @throws BadMessages when there is no such file */
export function messageTexts(lang: string): Map<string, string> {
  return flatten(readMessages(lang))
}

function readMessages(lang: string): unknown {
  const file = `messages/${lang}.json`
  try {
    return JSON.parse(readFileSync(join(process.cwd(), file), 'utf8'))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const wrong = missing
      ? `There is no ${file}. Copy messages/en.json and translate it`
      : `${file} is not valid JSON. Mend it`
    throw new BadMessages([`${wrong}, or take ${lang} out of the languages in site.yaml.`])
  }
}

/**
 * Compiles a language's messages and compares them with English: the same keys, the same arguments.
 *
 * @throws BadMessages with every difference
 */
export function compileMessages(
  lang: string,
  own: unknown,
  english: unknown,
): Map<string, IntlMessageFormat> {
  const file = `messages/${lang}.json`
  const lines: string[] = []
  const formats = new Map<string, IntlMessageFormat>()
  const texts = flatten(own)
  const expected = flatten(english)
  for (const [key, original] of expected) {
    const text = texts.get(key)
    if (!text?.trim()) {
      lines.push(`${file}: "${key}" is missing. Add a translation of: ${original}`)
      continue
    }
    try {
      const format = new IntlMessageFormat(text, texts.get('locale') ?? lang)
      const wanted = argumentsOf(new IntlMessageFormat(original, 'en'))
      if (argumentsOf(format) !== wanted)
        lines.push(`${file}: "${key}" must use the arguments of the English text: ${wanted || 'none'}.`)
      formats.set(key, format)
    } catch {
      lines.push(`${file}: "${key}" is not a valid ICU message. Check its braces and plural forms.`)
    }
  }
  for (const key of texts.keys())
    if (!expected.has(key)) lines.push(`${file}: "${key}" is not used. Remove it.`)
  if (lines.length > 0) throw new BadMessages(lines)
  return formats
}

function flatten(tree: unknown, prefix = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof tree === 'string') into.set(prefix, tree)
  else if (tree && typeof tree === 'object') {
    for (const [key, value] of Object.entries(tree)) flatten(value, prefix ? `${prefix}.${key}` : key, into)
  }
  return into
}

function argumentsOf(format: IntlMessageFormat): string {
  return [...new Set(argumentsIn(format.getAst()))].sort().join(', ')
}

type Message = ReturnType<IntlMessageFormat['getAst']>

/** How ICU's parser numbers plain text among the elements of a message. */
const literal = 0

/** The names of a message's arguments, including those within plurals, choices and tags. */
function argumentsIn(message: Message): string[] {
  return message.flatMap((element) => {
    if ('children' in element) return argumentsIn(element.children)
    if (!('value' in element) || element.type === literal) return []
    const options = 'options' in element ? Object.values(element.options) : []
    return [element.value, ...options.flatMap(({ value }) => argumentsIn(value))]
  })
}
