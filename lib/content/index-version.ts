import { createHash } from 'node:crypto'
import { hashOfSources } from '../own-sources.ts'

/** The code that decides what is kept of a file, and in which form. index-version.test.ts finds what is missing here. */
export const keepingFiles = [
  'content/body-check.ts',
  'content/body-limits.ts',
  'content/character-references.ts',
  'content/consent-schema.ts',
  'content/content-path.ts',
  'content/directive-check.ts',
  'content/fields.ts',
  'content/front-matter.ts',
  'content/index-writes.ts',
  'content/link-target.ts',
  'content/media.ts',
  'content/newsroom-schema.ts',
  'content/old-address.ts',
  'content/picture-advice.ts',
  'content/pictures.ts',
  'content/placeholders.ts',
  'content/read-file.ts',
  'content/read-newsroom.ts',
  'content/read-story.ts',
  'content/redirects-schema.ts',
  'content/shown-writes.ts',
  'content/story-dates.ts',
  'content/story-schema.ts',
  'content/suggest.ts',
  'content/text-advice.ts',
  'content/text-losses.ts',
  'content/text-range.ts',
  'embeds/frame-url.ts',
  'i18n/dates.ts',
  'i18n/directions.ts',
  'i18n/language.ts',
  'i18n/messages.ts',
  'i18n/visible.ts',
  'markdown/accept-html.ts',
  'markdown/bare-urls.ts',
  'markdown/bold-marks.ts',
  'markdown/close-directions.ts',
  'markdown/comments.ts',
  'markdown/element.ts',
  'markdown/figures.ts',
  'markdown/galleries.ts',
  'markdown/headings.ts',
  'markdown/html-elements.ts',
  'markdown/meant-links.ts',
  'markdown/meant-spaces.ts',
  'markdown/outside-code.ts',
  'markdown/parse.ts',
  'markdown/players.ts',
  'markdown/text-at.ts',
  'media/inspect.ts',
  'media/kinds.ts',
  'pictures/credit.ts',
  'pictures/decode.ts',
  'pictures/facts.ts',
  'pictures/format.ts',
  'pictures/hash.ts',
  'pictures/inspect.ts',
  'pictures/inspector.ts',
  'pictures/intermediate.ts',
  'pictures/open-picture.ts',
  'pictures/room.ts',
  'pictures/variants.ts',
  'pictures/weight.ts',
  'system-fault.ts',
] as const

const versions = new Map<string, number>()

/**
 * The version of an index with these tables, filled by the code there is now: what is stored is trusted to be as that
 * code makes it. From 1 to 2³¹ − 1, as SQLite keeps it.
 *
 * @param tables the SQL that makes them
 */
export function indexVersion(tables: string): number {
  const known = versions.get(tables)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(hashOfSources(keepingFiles)).update(tables).digest()
  const version = hash.readUInt32BE() >>> 1 || 1
  versions.set(tables, version)
  return version
}
