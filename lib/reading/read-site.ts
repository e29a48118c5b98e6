import type { z } from 'zod'
import { BadMessages, translator } from '../i18n/messages.ts'
import { explain, type YamlFields } from '../newsroom/fields.ts'
import { namesFace } from '../newsroom/look-schema.ts'
import { type Newsroom, policies, type SiteSettings, siteSchema } from '../newsroom/newsroom-schema.ts'
import type { Problem } from '../newsroom/problem.ts'
import type { ContentFolder } from './content-folder.ts'
import { findPicture, surroundingsIn } from './pictures.ts'
import { readFields } from './read-fields.ts'
import { type LookFault, readDrawing, readHeadlineFace } from './read-look-files.ts'

const file = 'site.yaml'
/** Once a wrong field has been left out, another may turn out to be wrong. */
const maxAttempts = 3

/** What site.yaml says, what the files are that it names, if it names any, and what is wrong. */
type SiteReading = { site?: SiteSettings; logoHash?: string; problems: Problem[] } & LookFiles

type LookFiles = Pick<Newsroom, 'nameplate' | 'headlineFace'>

/**
 * Reads site.yaml. Of one that is wrong, the last good one counts; when there is none, what can be used of it: a site
 * does not stay away for a field it can do without. Files it names that are not there it does without in any case, and
 * languages the interface has no words in.
 *
 * @param previous the settings in force so far, if any
 * @returns no settings when a required field is missing and there are no earlier settings
 */
export function readSite(folder: ContentFolder, previous: Newsroom | undefined): SiteReading {
  const last = previous && { site: previous.site }
  const fields = readFields(folder, file)
  if (!fields.ok) return { ...last, problems: fields.problems }
  const parsed = siteSchema.safeParse(fields.value.data)
  if (parsed.success) return { ...last, ...withoutMissing(folder, parsed.data, fields.value, previous) }
  const wrong = explain(file, fields.value, parsed.error, Object.keys(siteSchema.shape))
  const usable = last ? undefined : usablePart(fields.value.data)
  if (!usable) return { ...last, problems: wrong }
  const { problems, ...found } = withoutMissing(folder, usable, fields.value)
  return { ...found, problems: [...wrong, ...problems] }
}

/** The settings without the wrong fields; undefined when one of these is required. */
function usablePart(data: unknown): SiteSettings | undefined {
  let rest = data
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const parsed = siteSchema.safeParse(rest)
    if (parsed.success) return parsed.data
    const wrong = parsed.error.issues.flatMap(fieldsOf)
    if (typeof rest !== 'object' || rest === null || !wrong.every(canBeLeftOut)) return undefined
    rest = Object.fromEntries(Object.entries(rest).filter(([name]) => !wrong.includes(name)))
  }
  return undefined
}

/** Why the interface cannot speak a language; nothing when it can. */
function wordsWrong(lang: string): string[] {
  try {
    translator(lang)
    return []
  } catch (error) {
    if (error instanceof BadMessages) return error.lines
    throw error
  }
}

function fieldsOf(issue: z.core.$ZodIssue): string[] {
  const [name] = issue.path
  if (name !== undefined) return [String(name)]
  return issue.code === 'unrecognized_keys' ? issue.keys : ['']
}

/** Whether a site can do without a field; it can without any that it does not know. */
function canBeLeftOut(name: string): boolean {
  const shape: Record<string, z.ZodType> = siteSchema.shape
  if (name === '') return false
  return !Object.hasOwn(shape, name) || shape[name]?.safeParse(undefined).success === true
}

/** Settings that name no file that is not there, and no language without words; none when no language is left. */
function withoutMissing(
  folder: ContentFolder,
  given: SiteSettings,
  fields: YamlFields,
  last: LookFiles = {},
): SiteReading {
  const problems: Problem[] = []
  const report = (path: PropertyKey[], message: string) =>
    problems.push({ file, ...fields.locate(path), message })
  const languages = given.languages.filter((lang, index) => {
    const wrong = wordsWrong(lang)
    for (const message of wrong) report(['languages', index], message)
    return wrong.length === 0
  })
  if (languages.length === 0) return { problems }
  const site = { ...given, languages }
  const hasPage = (page: string, path: PropertyKey[], remedy: string): boolean => {
    const name = `pages/${page}.${site.languages[0]}.md`
    if (folder.locate(name) !== undefined) return true
    report(path, `There is no ${name}. Write it, or ${remedy}.`)
    return false
  }
  const footer = site.footer.filter((page, index) =>
    hasPage(page, ['footer', index], `take ${page} out of footer`),
  )
  const organisation = { ...site.organisation }
  for (const policy of policies) {
    const page = organisation[policy]
    const path = ['organisation', policy]
    if (page !== undefined && !hasPage(page, path, `take ${policy} out of organisation`))
      delete organisation[policy]
  }
  let logoHash: string | undefined
  if (organisation.logo !== undefined) {
    const logo = findPicture(file, organisation.logo, surroundingsIn(folder))
    if ('message' in logo) {
      // The message is written for editors of stories, but the logo lies beside the settings.
      report(['organisation', 'logo'], logo.message.replace('the story', file))
      delete organisation.logo
    } else logoHash = logo.hash
  }
  const { look, ...lookFiles } = withoutBadFiles(folder, site.look, last, report)
  return {
    site: { ...site, footer, organisation, look },
    ...(logoHash !== undefined && { logoHash }),
    ...lookFiles,
    problems,
  }
}

/**
 * The files that give the paper its look. Of one that cannot be used the last good one counts; else the paper shows its
 * name, and headlines the usual face.
 */
function withoutBadFiles(
  folder: ContentFolder,
  { logo, headlines, ...look }: SiteSettings['look'],
  last: LookFiles,
  report: (path: PropertyKey[], message: string) => void,
): LookFiles & { look: SiteSettings['look'] } {
  const good = <T extends object>(found: T | LookFault, path: PropertyKey[], before: T | undefined) => {
    if (!('message' in found)) return found
    report(['look', ...path], found.message)
    return before
  }
  const drawn = (scheme: 'light' | 'dark') =>
    logo?.[scheme] === undefined
      ? undefined
      : good(readDrawing(folder, logo[scheme]), ['logo', scheme], last.nameplate?.[scheme])
  const [light, dark] = [drawn('light'), drawn('dark')]
  const face = namesFace(headlines)
    ? good(readHeadlineFace(folder, headlines), ['headlines'], last.headlineFace)
    : undefined
  return {
    look: {
      ...look,
      headlines: face || !namesFace(headlines) ? headlines : 'serif',
      ...(logo && light && { logo }),
    },
    ...(light && { nameplate: { light, ...(dark && { dark }) } }),
    ...(face && { headlineFace: face }),
  }
}
