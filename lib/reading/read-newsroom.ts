import type { z } from 'zod'
import { type Author, authorSchema } from '../newsroom/author-schema.ts'
import { explain, isSlug } from '../newsroom/fields.ts'
import { namesFace } from '../newsroom/look-schema.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import type { Problem } from '../newsroom/problem.ts'
import { redirectsSchema } from '../newsroom/redirects-schema.ts'
import type { ContentFolder } from './content-folder.ts'
import type { Reading } from './front-matter.ts'
import { readFields } from './read-fields.ts'
import { readSite } from './read-site.ts'

/**
 * Reads the settings a newsroom keeps in YAML. Without a usable site.yaml there is no newsroom; a broken
 * author or list of redirects is replaced by the last good one, or by the least that keeps the stories readable.
 *
 * @param previous the settings in force so far, if any
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

  const {
    site,
    logoHash = previous?.logoHash,
    nameplate = previous?.nameplate,
    headlineFace = previous?.headlineFace,
    problems: wrong,
  } = readSite(folder, previous)
  problems.push(...wrong)
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
    // Leaving the author out would also leave out every story by them.
    authors[id] = keep(readChecked(folder, file, authorSchema)) ??
      lastGood(previous, id) ?? { name: id, links: [] }
  }

  const redirects = folder.locate('redirects.yaml')
    ? (keep(readChecked(folder, 'redirects.yaml', redirectsSchema)) ?? previous?.redirects ?? {})
    : {}

  const sectionIds = site.sections.map(({ id }) => id)
  const authorIds = Object.keys(authors)
  const newsroom = {
    site,
    authors,
    redirects,
    sectionIds,
    authorIds,
    ...(site.organisation.logo !== undefined && logoHash !== undefined && { logoHash }),
    ...(site.look.logo && nameplate && { nameplate }),
    ...(namesFace(site.look.headlines) && headlineFace && { headlineFace }),
  }
  return { newsroom, problems }
}

/** Own properties only: an author may be called "constructor". */
function lastGood(previous: Newsroom | undefined, id: string): Author | undefined {
  return previous && Object.hasOwn(previous.authors, id) ? previous.authors[id] : undefined
}

function readChecked<T extends z.ZodType>(
  folder: ContentFolder,
  file: string,
  schema: T,
): Reading<z.output<T>> {
  const fields = readFields(folder, file)
  if (!fields.ok) return fields
  const parsed = schema.safeParse(fields.value.data)
  if (parsed.success) return { ok: true, value: parsed.data }
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : []
  return { ok: false, problems: explain(file, fields.value, parsed.error, known) }
}
