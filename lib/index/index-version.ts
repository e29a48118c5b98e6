import { createHash } from 'node:crypto'
import { hashOfSources } from '../runtime/own-sources.ts'

/** The code that decides what is kept of a file, and in which form. index-version.test.ts finds files missing here. */
export const keepingFiles = [
  'reading/body-check.ts',
  'reading/body-limits.ts',
  'newsroom/author-schema.ts',
  'newsroom/character-references.ts',
  'newsroom/consent-schema.ts',
  'newsroom/content-path.ts',
  'reading/directive-check.ts',
  'newsroom/fields.ts',
  'reading/front-matter.ts',
  'index/index-writes.ts',
  'newsroom/link-target.ts',
  'newsroom/look-schema.ts',
  'reading/media.ts',
  'newsroom/newsroom-schema.ts',
  'newsroom/old-address.ts',
  'reading/picture-advice.ts',
  'reading/picture-rights.ts',
  'reading/pictures.ts',
  'newsroom/palette.ts',
  'newsroom/placeholders.ts',
  'reading/read-look-files.ts',
  'reading/read-fields.ts',
  'reading/read-file.ts',
  'reading/read-newsroom.ts',
  'reading/read-site.ts',
  'reading/read-story.ts',
  'newsroom/redirects-schema.ts',
  'index/shown-writes.ts',
  'newsroom/story-dates.ts',
  'newsroom/story-schema.ts',
  'newsroom/suggest.ts',
  'reading/text-advice.ts',
  'reading/text-losses.ts',
  'index/text-range.ts',
  'assets/drawings/clean-drawing.ts',
  'assets/drawings/svg-vocabulary.ts',
  'assets/embeds/frame-url.ts',
  'assets/faces/read-face.ts',
  'i18n/dates.ts',
  'i18n/directions.ts',
  'i18n/language.ts',
  'i18n/messages.ts',
  'i18n/visible.ts',
  'markdown/accept-html.ts',
  'markdown/bare-urls.ts',
  'markdown/close-directions.ts',
  'markdown/comments.ts',
  'markdown/element.ts',
  'markdown/figures.ts',
  'markdown/galleries.ts',
  'markdown/headings.ts',
  'markdown/html-elements.ts',
  'markdown/linked-pictures.ts',
  'markdown/marks-by-letters.ts',
  'markdown/meant-links.ts',
  'markdown/meant-spaces.ts',
  'markdown/outside-code.ts',
  'markdown/parse.ts',
  'markdown/players.ts',
  'markdown/text-at.ts',
  'assets/media/inspect.ts',
  'assets/media/kinds.ts',
  'assets/pictures/credit.ts',
  'assets/pictures/decode.ts',
  'assets/pictures/facts.ts',
  'assets/pictures/format.ts',
  'assets/pictures/hash.ts',
  'assets/pictures/inspect.ts',
  'assets/pictures/inspector.ts',
  'assets/pictures/intermediate.ts',
  'assets/pictures/open-picture.ts',
  'assets/pictures/room.ts',
  'assets/pictures/variants.ts',
  'assets/pictures/weight.ts',
  'runtime/system-fault.ts',
] as const

const versions = new Map<string, number>()

/**
 * The version of an index with these tables, filled by the present code: stored values are trusted to be as that code
 * writes them. From 1 to 2³¹ − 1, as SQLite stores it.
 *
 * @param tables the SQL that creates them
 */
export function indexVersion(tables: string): number {
  const known = versions.get(tables)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(hashOfSources(keepingFiles)).update(tables).digest()
  const version = hash.readUInt32BE() >>> 1 || 1
  versions.set(tables, version)
  return version
}
