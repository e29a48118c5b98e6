import type { z } from 'zod'
import { explain, type YamlFields } from '../newsroom/fields.ts'
import { policies, type SiteSettings, siteSchema } from '../newsroom/newsroom-schema.ts'
import type { Problem } from '../newsroom/problem.ts'
import type { ContentFolder } from './content-folder.ts'
import { findPicture, surroundingsIn } from './pictures.ts'
import { readFields } from './read-fields.ts'

const file = 'site.yaml'
/** Once a wrong field has been left out, another may turn out to be wrong. */
const maxAttempts = 3

/**
 * Reads site.yaml. If it is wrong, the last good one stays in force. If there is none, the usable part counts: the site
 * starts without the fields it can do without. References to missing files are left out in any case.
 *
 * @param previous the settings in force so far, if any
 * @returns no settings when a required field is missing and there are no earlier settings
 */
export function readSite(
  folder: ContentFolder,
  previous: SiteSettings | undefined,
): { site?: SiteSettings; problems: Problem[] } {
  const last = previous && { site: previous }
  const fields = readFields(folder, file)
  if (!fields.ok) return { ...last, problems: fields.problems }
  const parsed = siteSchema.safeParse(fields.value.data)
  if (parsed.success) return withoutMissing(folder, parsed.data, fields.value)
  const wrong = explain(file, fields.value, parsed.error, Object.keys(siteSchema.shape))
  const usable = last ? undefined : usablePart(fields.value.data)
  if (!usable) return { ...last, problems: wrong }
  const { site, problems } = withoutMissing(folder, usable, fields.value)
  return { site, problems: [...wrong, ...problems] }
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

/** The settings without references to missing files. */
function withoutMissing(
  folder: ContentFolder,
  site: SiteSettings,
  fields: YamlFields,
): { site: SiteSettings; problems: Problem[] } {
  const problems: Problem[] = []
  const report = (path: PropertyKey[], message: string) =>
    problems.push({ file, ...fields.locate(path), message })
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
  if (organisation.logo !== undefined) {
    const logo = findPicture(file, organisation.logo, surroundingsIn(folder))
    if ('message' in logo) {
      // The message is written for editors of stories, but the logo lies beside the settings.
      report(['organisation', 'logo'], logo.message.replace('the story', file))
      delete organisation.logo
    }
  }
  return { site: { ...site, footer, organisation }, problems }
}
