import { z } from 'zod'
import { closedDirections, hasDirections } from '../i18n/directions.ts'
import { isVisible } from '../i18n/visible.ts'
import { withCharacters } from './character-references.ts'
import type { Problem } from './problem.ts'
import { didYouMean } from './suggest.ts'

/** A position in a file: 1-based line and column. */
export type Position = { line: number; column: number }

/** YAML as plain values, with the position of each in the file. */
export type YamlFields = {
  /** Not yet checked against any schema. */
  data: unknown
  /** The position of the value at a path of keys; if there is none, that of its nearest parent. */
  locate(path: readonly PropertyKey[]): Position
  /** The position of a key itself, for messages about the key and not its value. */
  locateKey(path: readonly PropertyKey[]): Position
}

/**
 * The kinds of values that editors write in YAML, each with an error that continues after the field's name:
 * "`date` is missing. Write …". Every error is two sentences: what is wrong and how to fix it.
 */

/** The words of a slug or id: lower-case letters of any script, or digits, joined by single hyphens. */
const slugPattern = /^[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+)*$/u

// File systems allow 255 bytes for a name, and the language and the extension need some of them.
const maxSlugBytes = 180

/**
 * A text in lower case and NFC form, as the site compares paths. The Turkish İ becomes a plain i: by Unicode's rule it
 * would keep a separate dot, which no keyboard types.
 */
export function lowerCase(text: string): string {
  return text.replaceAll('İ', 'i').toLowerCase().normalize('NFC')
}

/**
 * Whether a text can be in a URL as a slug or id: visible, in NFC form, at most 180 bytes of UTF-8, and unchanged by
 * lower-casing, because Ⅷ is a number and yet has a lower case.
 */
export function isSlug(text: string): boolean {
  if (Buffer.byteLength(text) > maxSlugBytes || text !== lowerCase(text)) return false
  return slugPattern.test(text) && isVisible(text)
}

/** The slug closest to `text`, cut at a word if it is long; may be empty. */
export function toSlug(text: string): string {
  const plain = lowerCase(text.normalize('NFC')).replace(/[’'‘]/gu, '')
  const words = plain.split(/[^\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}]+/u).filter(isVisible)
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? cut(word) : `${slug}-${word}`
    if (Buffer.byteLength(longer) > maxSlugBytes) break
    slug = longer
  }
  return slug
}

/** As many whole characters of a word as fit: in Chinese, a whole headline is one word. */
function cut(word: string): string {
  let kept = ''
  for (const character of word) {
    if (Buffer.byteLength(kept + character) > maxSlugBytes) break
    kept += character
  }
  return kept
}

type Wrong = { input?: unknown }

const isMissing = ({ input }: Wrong) => input === undefined || input === null

const missingOr = (wrong: string, fix: string) => (issue: Wrong) =>
  isMissing(issue) ? `is missing. ${fix}` : `${wrong}. ${fix}`

/**
 * One line of plain text, trimmed, at most `max` characters, and not invisible. `fix` says how to write it. Readers see it
 * in titles, lists, feeds and previews, beside other texts, so directional controls that it leaves open (they come with
 * words pasted from elsewhere) are closed at its end, which is how its author sees it.
 */
export function line(fix: string, max = 500) {
  return z
    .string({
      error: (issue) =>
        isMissing(issue)
          ? `is missing. ${fix}`
          : `is not text. ${fix} Put a number or date in "quotes" to make it text.`,
    })
    .overwrite(withCharacters)
    .trim()
    .overwrite(closedDirections)
    .refine(isVisible, {
      error: ({ input }) => `${input === '' ? 'is empty' : 'holds nothing that can be seen'}. ${fix}`,
    })
    .max(max, { error: `is longer than ${max} characters. Shorten it.` })
    .refine((text) => !/[\p{Cc}]/u.test(text), {
      error: 'holds a line break or control character. Write it on one line.',
    })
}

/** Text for programs, such as an address or the name of a file, must not look like something else. */
export const withoutDirections = [
  (text: string) => !hasDirections(text),
  { error: 'holds an invisible mark that turns the direction of letters. Type it anew.' },
] as const

/** One line that programs read. */
export function exact(fix: string, max = 500) {
  return line(fix, max).refine(...withoutDirections)
}

/** A moment with its zone, as epoch milliseconds. */
export function moment(fix = 'Write a date, a time and a zone, such as 2025-05-16T14:05:00+03:00.') {
  return z
    .string({ error: missingOr('is not a date', fix) })
    .superRefine((text, ctx) => {
      const wrong = wrongMoment(text)
      if (wrong) ctx.addIssue({ code: 'custom', message: `${wrong}. ${fix}` })
    })
    .transform((text) => Date.parse(fullIso(text)))
}

/** Adds the T and the seconds, which ISO 8601 makes optional and Zod requires. */
function fullIso(text: string): string {
  return text.replace(' ', 'T').replace(/(T\d\d:\d\d)(?=Z|[+-])/, '$1:00')
}

const calendar = z.iso.datetime({ offset: true })
const calendarLocal = z.iso.datetime({ local: true })

function wrongMoment(text: string): string | undefined {
  const iso = fullIso(text)
  if (calendar.safeParse(iso).success) return undefined
  if (/^\d{4}-\d\d-\d\d$/.test(text) || calendarLocal.safeParse(iso).success) {
    return z.iso.date().safeParse(text.slice(0, 10)).success
      ? `"${text}" has no time zone${text.length <= 10 ? ' and no time' : ''}`
      : `"${text}" is not a day of the calendar`
  }
  if (/^\d{4}-\d\d-\d\d/.test(text)) return `"${text.slice(0, 40)}" is not a moment of the calendar`
  return `"${text.slice(0, 40)}" is not a date`
}

/** One of a closed list of ids, with a suggestion for any other. `what` names the kind of thing: "section". */
export function oneOf(known: readonly string[], what: string, where: string) {
  return z
    .string({ error: missingOr('is not text', `Use one of: ${known.join(', ')}.`) })
    .superRefine((id, ctx) => {
      if (known.includes(id)) return
      ctx.addIssue({
        code: 'custom',
        message: `names no ${what} of this newsroom: "${id.slice(0, 80)}". ${didYouMean(id, known)} New ones go into ${where}.`,
      })
    })
}

/** An id or tag that becomes part of a URL. */
export function slug(fix: string) {
  return z.string({ error: missingOr('is not text', fix) }).refine(isSlug, {
    error: ({ input }) =>
      `cannot stand in a URL: "${String(input).slice(0, 80)}". Use lower-case words joined by hyphens, such as "${toSlug(String(input)) || 'rising-seas'}".`,
  })
}

/** A web or mail address that a link may lead to. */
export function address() {
  return z
    .string({ error: missingOr('is not text', 'Write a full address.') })
    .refine((url) => /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(url), {
      error: 'is not an address readers can follow. Begin it with https:// or mailto:.',
    })
    .refine(...withoutDirections)
}

/** The tag in the form browsers know: `eng` would mean nothing to them. */
function checkLanguageTag(tag: string, ctx: z.RefinementCtx) {
  const canonical = canonicalTag(tag)
  if (canonical === tag) return
  const instead = canonical ? `Write "${canonical}".` : 'Write one such as "en" or "zh-Hans".'
  ctx.addIssue({ code: 'custom', message: `is no language tag. ${instead}` })
}

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    // Not well formed as a tag.
    return undefined
  }
}

/** A text for all languages, or one per language tag. */
export function localized(fix: string) {
  const perLanguage = z
    .record(z.string().superRefine(checkLanguageTag), line(fix))
    .refine((texts) => Object.keys(texts).length > 0, { error: `is empty. ${fix}` })
  return z.union([line(fix), perLanguage], {
    error: missingOr(
      'is neither text nor a text per language',
      `${fix} Or give one per language: {en: …, ar: …}.`,
    ),
  })
}

/** Fields grouped under one name; `fix` says how to write them. */
export function group<T extends z.ZodRawShape>(shape: T, fix: string) {
  return z.strictObject(shape, { error: missingOr('is not a set of fields', fix) })
}

/** A list; `fix` says how to write it. */
export function listOf<T extends z.ZodType>(item: T, fix: string) {
  return z.array(item, { error: missingOr('is not a list', fix) })
}

/** Turns a failed parse into problems for an editor, one per issue, at its position in the file. */
export function explain(
  file: string,
  fields: YamlFields,
  { issues }: { issues: readonly z.core.$ZodIssue[] },
  known: readonly string[],
): Problem[] {
  return issues.flatMap((issue) => {
    const { path } = issue
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const siblings = path.length === 0 ? known : []
        const advice = siblings.length > 0 ? didYouMean(key, siblings) : 'Remove it, or check its spelling.'
        const own = [...path, key]
        return { file, ...fields.locateKey(own), message: `Unknown field ${fieldName(own)}. ${advice}` }
      })
    }
    if (issue.code === 'invalid_key') {
      const [wrong = issue] = issue.issues
      return [{ file, ...fields.locateKey(path), message: `${fieldName(path)} ${wrong.message}` }]
    }
    const inside = issue.code === 'invalid_union' && issue.errors.find(looksInside)
    if (inside) {
      const whole = inside.map((part) => ({ ...part, path: [...path, ...part.path] }))
      return explain(file, fields, { issues: whole }, known)
    }
    const subject = path.length > 0 ? fieldName(path) : file.endsWith('.md') ? 'The front matter' : 'The file'
    return [{ file, ...fields.locate(path), message: `${subject} ${issue.message}` }]
  })
}

/** Whether a union's branch complains about parts of a value, which means that it fits the value as a whole. */
function looksInside(branch: readonly z.core.$ZodIssue[]): boolean {
  return branch.some(({ code, path }) => path.length > 0 || code === 'unrecognized_keys')
}

function fieldName(path: readonly PropertyKey[]): string {
  return `\`${path.map((key, index) => (typeof key === 'number' ? `[${key + 1}]` : `${index > 0 ? '.' : ''}${String(key)}`)).join('')}\``
}
