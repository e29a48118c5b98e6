import { z } from 'zod'
import type { YamlFields } from './front-matter.ts'
import type { Problem } from './problem.ts'
import { didYouMean } from './suggest.ts'

/**
 * The kinds of value that editors write in YAML, each with an error that reads on after the field's name:
 * "`date` is missing. Write …". Every error is two sentences, what is wrong and how to fix it.
 */

/** Words a slug or id is made of: lower case letters of any script, or digits, joined by single hyphens. */
const slugPattern = /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u

/** Whether a text can stand in a URL as a slug or id (NFC form, at most 120 characters). */
export function isSlug(text: string): boolean {
  return text.length <= 120 && text === text.normalize('NFC') && slugPattern.test(text)
}

/** The nearest thing to `text` that is a slug; may be empty. */
export function toSlug(text: string): string {
  const spaced = text.normalize('NFC').toLowerCase().replace(/[’'‘]/gu, '')
  return spaced
    .replace(/[^\p{Ll}\p{Lo}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 120)
}

/** A path as URLs are compared: percent-decoded, NFC, without slashes at its end. */
export function normalizePath(path: string): string {
  let decoded = path
  try {
    decoded = decodeURIComponent(path)
  } catch {
    // "/50%" is then meant as written.
  }
  return decoded.normalize('NFC').replace(/(?<=.)\/+$/, '')
}

type Wrong = { input?: unknown }

const missingOr = (wrong: string, fix: string) => (issue: Wrong) =>
  issue.input === undefined || issue.input === null ? `is missing. ${fix}` : `${wrong}. ${fix}`

/** One line of plain text, trimmed, at most `max` characters. `fix` tells how to write it. */
export function line(fix: string, max = 500) {
  return z
    .string({ error: missingOr('is not text', `${fix} Put a number or date in "quotes" to make it text.`) })
    .trim()
    .min(1, { error: `is empty. ${fix}` })
    .max(max, { error: `is longer than ${max} characters. Shorten it.` })
    .refine((text) => !/[\p{Cc}]/u.test(text), {
      error: 'holds a line break or control character. Write it on one line.',
    })
}

/** A moment with its zone, as epoch milliseconds. */
export function moment(fix = 'Write a date, a time and a zone, such as 2025-05-16T14:05:00+03:00.') {
  return z
    .string({ error: missingOr('is not a date', fix) })
    .superRefine((text, ctx) => {
      const wrong = wrongMoment(text)
      if (wrong) ctx.addIssue({ code: 'custom', message: `${wrong}. ${fix}` })
    })
    .transform((text) => Date.parse(text.replace(' ', 'T')))
}

const calendar = z.iso.datetime({ offset: true })
const calendarLocal = z.iso.datetime({ local: true })

function wrongMoment(text: string): string | undefined {
  const iso = text.replace(' ', 'T')
  if (calendar.safeParse(iso).success) return undefined
  if (/^\d{4}-\d\d-\d\d$/.test(text) || calendarLocal.safeParse(iso).success) {
    return z.iso.date().safeParse(text.slice(0, 10)).success
      ? `"${text}" has no time zone${text.length <= 10 ? ' and no time' : ''}`
      : `"${text}" is not a day of the calendar`
  }
  if (/^\d{4}-\d\d-\d\d/.test(text)) return `"${text.slice(0, 40)}" is not a moment of the calendar`
  return `"${text.slice(0, 40)}" is not a date`
}

/** One of a closed list of ids, with a suggestion when it is none of them. `what` names the thing: "section". */
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

/** A web or mail address a link may lead to. */
export function address() {
  return z
    .string({ error: missingOr('is not text', 'Write a full address.') })
    .refine((url) => /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(url), {
      error: 'is not an address readers can follow. Begin it with https:// or mailto:.',
    })
}

/** A text for all languages, or one per language tag. */
export function localized(fix: string) {
  return z.union([line(fix), z.record(z.string(), line(fix))], {
    error: missingOr(
      'is neither text nor a text per language',
      `${fix} Or give one per language: {en: …, ar: …}.`,
    ),
  })
}

/** A list; `fix` tells how to write it. */
export function listOf<T extends z.ZodType>(item: T, fix: string) {
  return z.array(item, { error: missingOr('is not a list', fix) })
}

/** What a failed parse means to an editor: a problem for each issue, at the place in the file it is about. */
export function explain(
  file: string,
  fields: YamlFields,
  error: z.ZodError,
  known: readonly string[],
): Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const siblings = issue.path.length === 0 ? known : []
        const advice = siblings.length > 0 ? didYouMean(key, siblings) : 'Remove it, or check its spelling.'
        const path = [...issue.path, key]
        return { file, ...fields.locateKey(path), message: `Unknown field \`${path.join('.')}\`. ${advice}` }
      })
    }
    const position = fields.locate(issue.path)
    return [{ file, ...position, message: `${fieldName(issue.path)} ${issue.message}` }]
  })
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The front matter'
  return `\`${path.map((key, index) => (typeof key === 'number' ? `[${key + 1}]` : `${index > 0 ? '.' : ''}${String(key)}`)).join('')}\``
}
