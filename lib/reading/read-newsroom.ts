import type { z } from 'zod'
import { explain, isSlug, type YamlFields } from '../newsroom/fields.ts'
import {
  type Author,
  authorSchema,
  type Newsroom,
  policies,
  type SiteSettings,
  siteSchema,
} from '../newsroom/newsroom-schema.ts'
import type { Problem } from '../newsroom/problem.ts'
import { redirectsSchema } from '../newsroom/redirects-schema.ts'
import type { ContentFolder } from './content-folder.ts'
import { failed, type Reading, readYaml } from './front-matter.ts'
import { findPicture, surroundingsIn } from './pictures.ts'

/**
 * Reads the settings a newsroom keeps in YAML. A broken site.yaml leaves nothing to go by, so then there is no
 * newsroom; a broken author or list of redirects is replaced by the last good one, or by the least that keeps the
 * stories readable.
 *
 * @param previous the settings last in force, if any
 */
export function readNewsroom(
  folder: ContentFolder,
  previous?: Newsroom,
): { newsroom?: Newsroom; problems: Problem[] } {
  const problems: Problem[] = []
  const keep = <T>(reading: Reading<T>): T | undefined => {
    if (reading.ok) return reading.value
    problems.push(...reading.problems)
    return undefined
  }

  const site = keep(readSite(folder)) ?? previous?.site
  if (!site) return { problems }

  const authors: Record<string, Author> = {}
  for (const id of folder.listAuthors()) {
    const file = `authors/${id}.yaml`
    if (!isSlug(id)) {
      problems.push({
        file,
        line: 1,
        column: 1,
        message: `"${id}" cannot stand in a URL. Rename the file in lower case with hyphens.`,
      })
      continue
    }
    // Leaving the author out would leave out every story of theirs.
    authors[id] = keep(readChecked(folder, file, authorSchema)) ??
      lastGood(previous, id) ?? { name: id, links: [] }
  }

  const redirects = folder.locate('redirects.yaml')
    ? (keep(readChecked(folder, 'redirects.yaml', redirectsSchema)) ?? previous?.redirects ?? {})
    : {}

  const sectionIds = site.sections.map(({ id }) => id)
  return { newsroom: { site, authors, redirects, sectionIds, authorIds: Object.keys(authors) }, problems }
}

/** Own entries only: an author may be called "constructor". */
function lastGood(previous: Newsroom | undefined, id: string): Author | undefined {
  return previous && Object.hasOwn(previous.authors, id) ? previous.authors[id] : undefined
}

/** What site.yaml names in other files has to be there. */
function readSite(folder: ContentFolder): Reading<SiteSettings> {
  const exists = (path: string) => folder.locate(path) !== undefined
  return readChecked(folder, 'site.yaml', siteSchema, ({ languages, footer, organisation }, fields) => {
    const problems: Problem[] = []
    const report = (path: PropertyKey[], message: string) =>
      problems.push({ file: 'site.yaml', ...fields.locate(path), message })
    const needPage = (page: string, path: PropertyKey[], remedy: string) => {
      const file = `pages/${page}.${languages[0]}.md`
      if (!exists(file)) report(path, `There is no ${file}. Write it, or ${remedy}.`)
    }
    for (const [index, page] of footer.entries())
      needPage(page, ['footer', index], `take ${page} out of footer`)
    for (const policy of policies) {
      const page = organisation[policy]
      if (page !== undefined) needPage(page, ['organisation', policy], `take ${policy} out of organisation`)
    }
    if (organisation.logo !== undefined) {
      const logo = findPicture('site.yaml', organisation.logo, surroundingsIn(folder))
      // Written for editors of stories; the logo lies beside the settings.
      if ('message' in logo) report(['organisation', 'logo'], logo.message.replace('the story', 'site.yaml'))
    }
    return problems
  })
}

function readChecked<T extends z.ZodType>(
  folder: ContentFolder,
  file: string,
  schema: T,
  check: (value: z.output<T>, fields: YamlFields) => Problem[] = () => [],
): Reading<z.output<T>> {
  const text = folder.readText(file)
  if (!text.ok) return text
  const fields = readYaml(file, text.value)
  if (!fields.ok) return fields
  if (fields.value.data === null)
    return failed(file, { line: 1, column: 1 }, 'The file holds no fields. Write one field: value a line.')
  const parsed = schema.safeParse(fields.value.data)
  if (!parsed.success) {
    const known = 'shape' in schema ? Object.keys(schema.shape as object) : []
    return { ok: false, problems: explain(file, fields.value, parsed.error, known) }
  }
  const problems = check(parsed.data, fields.value)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: parsed.data }
}
