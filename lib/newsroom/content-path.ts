import { isSlug, toSlug } from './fields.ts'

/** The parts of a story file's path: `articles/2025/05/16/istanbul-talks.en.md`. */
export type StoryPath = {
  /** The folder's day, `2025-05-16`. */
  day: string
  slug: string
  lang: string
}

export type StandingPagePath = { page: string; lang: string }

type Named<T> = { ok: true; value: T } | { ok: false; message: string }

/** Reads a story's day, slug and language from its path, or says what is wrong with the path. */
export function parseStoryPath(path: string, languages: readonly string[]): Named<StoryPath> {
  const match = /^articles\/(\d{4})\/(\d\d)\/(\d\d)\/([^/]+)$/.exec(path)
  const [, year, month, date, file] = match ?? []
  if (!file) return no('A story lies in a folder of its day. Move it to articles/YYYY/MM/DD/.')
  const day = `${year}-${month}-${date}`
  if (!isCalendarDay(day))
    return no(`${day} is not a day of the calendar. Move the story to the folder of its day.`)
  const name = parseFileName(file, languages)
  return name.ok ? { ok: true, value: { day, slug: name.value.name, lang: name.value.lang } } : name
}

/** Reads a standing page's name and language from its path, `pages/about.en.md`. */
export function parseStandingPagePath(path: string, languages: readonly string[]): Named<StandingPagePath> {
  const file = path.slice('pages/'.length)
  if (file.includes('/')) return no('Standing pages lie in pages/ itself. Move the file there.')
  const name = parseFileName(file, languages)
  return name.ok ? { ok: true, value: { page: name.value.name, lang: name.value.lang } } : name
}

function parseFileName(file: string, languages: readonly string[]): Named<{ name: string; lang: string }> {
  const stem = file.slice(0, -'.md'.length)
  const dot = stem.lastIndexOf('.')
  const lang = stem.slice(dot + 1)
  const name = stem.slice(0, Math.max(dot, 0)).normalize('NFC')
  if (dot <= 0)
    return no(`The file’s name says no language. Name it ${suggestName(stem)}.${languages[0]}.md.`)
  if (!languages.includes(lang)) {
    return no(
      `"${lang}" is not a language of this site. Use one of: ${languages.join(', ')}; or add it to site.yaml.`,
    )
  }
  if (!isSlug(name)) {
    return no(`"${name}" cannot stand in a URL. Rename the file to ${suggestName(name)}.${lang}.md.`)
  }
  return { ok: true, value: { name, lang } }
}

function suggestName(name: string): string {
  return toSlug(name) || 'headline-in-a-few-words'
}

/** Whether `YYYY-MM-DD` is a real calendar day. */
export function isCalendarDay(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

function no(message: string): { ok: false; message: string } {
  return { ok: false, message }
}
