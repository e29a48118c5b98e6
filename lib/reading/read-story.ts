import type { Root } from 'mdast'
import { dayInZone } from '../i18n/dates.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import {
  parseStandingPagePath,
  parseStoryPath,
  type StandingPagePath,
  type StoryPath,
} from '../newsroom/content-path.ts'
import { explain } from '../newsroom/fields.ts'
import type { Newsroom } from '../newsroom/newsroom-schema.ts'
import { placeholderIn, placeholders } from '../newsroom/placeholders.ts'
import type { Problem } from '../newsroom/problem.ts'
import {
  type LeadImage,
  type StandingPageFields,
  type StoryFields,
  standingPageSchema,
  storyFieldNames,
  storySchema,
} from '../newsroom/story-schema.ts'
import { compileText, type KeptProse, type ProseText } from '../prose/compile-text.ts'
import { proseVersion } from '../prose/version.ts'
import { errorText } from '../runtime/error-text.ts'
import { type BodyFindings, checkBody } from './body-check.ts'
import { type FrontMatter, failed, type Reading, readFrontMatter } from './front-matter.ts'
import type { ShownMedia } from './media.ts'
import { pictureAdvice } from './picture-advice.ts'
import { withoutEndedFigures } from './picture-rights.ts'
import { findPicture, type ShownPicture, type Surroundings } from './pictures.ts'

/** A story as its file gives it: checked by itself, not yet against other stories. */
export type ReadStory = StoryPath & {
  fields: StoryFields
  /** Markdown. */
  body: string
  /** To other Markdown files. */
  links: BodyFindings['links']
  /** What an editor should improve; it keeps nothing off the site. */
  advice: Problem[]
  /** Every picture it shows, once. */
  pictures: ShownPicture[]
  /** When the next right to show one of the pictures in the text ends, epoch milliseconds. */
  rightsEnd?: number
  /** Every video, audio and captions file it plays. */
  media: ShownMedia[]
  /** Its compiled body, if the reader compiles. */
  prose?: KeptProse
}

export type ReadPage = StandingPagePath & { fields: StandingPageFields } & Pick<
    ReadStory,
    'body' | 'links' | 'pictures' | 'rightsEnd' | 'media' | 'advice' | 'prose'
  >

/** A reading that may also fail because the text cannot be rendered, even if everything else about it is right. */
export type TextReading<T> = Reading<T> | { ok: false; problems: Problem[]; isUnshowable: true }

/** Reads files of one newsroom. Made once for many files, because building a schema costs more than using it. */
export type Reader = {
  /** @param path relative to the content folder; @param source the file's text; @param now epoch milliseconds */
  story(path: string, source: string, now: number): TextReading<ReadStory>
  page(path: string, source: string, now: number): TextReading<ReadPage>
}

/**
 * Makes the reader of a newsroom's Markdown. Pure except for what it asks `surroundings`.
 *
 * @param compiles whether to compile the body too, from the tree that was checked
 */
export function createReader(
  newsroom: Newsroom,
  surroundings: Surroundings,
  compiles: (body: string) => boolean = () => false,
): Reader {
  const schema = storySchema(newsroom)
  const { languages, embeds: embedHosts } = newsroom.site
  const around = { ...surroundings, embedHosts }
  return {
    story(path, source, now) {
      const named = parseStoryPath(path, languages)
      if (!named.ok) return failed(path, { line: 1, column: 1 }, named.message)
      const file = readFrontMatter(path, source)
      if (!file.ok) return file
      const { bodyLine, data, locate } = file.value
      const { body, due } = withoutEndedFigures(file.value.body, now)
      const fields = schema.safeParse(data)
      const tree = parsedOnce(body)
      const found = checkBody(path, body, bodyLine, around, tree)
      const problems = fields.success ? [] : explain(path, file.value, fields.error, storyFieldNames)
      const image = fields.success ? fields.data.image : undefined
      const lead = image && findPicture(path, image.src, surroundings)
      // Its file may be removed once the right to show it has ended.
      const isOver = image?.until !== undefined && image.until <= now
      if (lead && 'message' in lead && !isOver)
        problems.push({ file: path, ...locate(['image', 'src']), message: lead.message })
      problems.push(...found.problems)
      if (!fields.success || problems.length > 0) return { ok: false, problems }
      const { dateline, sources } = fields.data
      const text = { path, lang: named.value.lang, body, ...(dateline && { dateline }), sources }
      const prose = compiled(text, bodyLine, tree)
      if (!prose.ok) return prose
      const { image: _, ...others } = fields.data
      const shown = lead && !('message' in lead) ? lead : undefined
      const at = { file: path, ...locate(['image', 'src']) }
      const otherDay = dayAdvice(named.value.day, fields.data.date, newsroom.site.timeZone, now)
      const advice =
        image && shown
          ? pictureAdvice(shown, { ...image, isLead: true }).map((message) => ({ ...at, message }))
          : []
      return {
        ok: true,
        value: {
          ...named.value,
          fields: { ...others, ...(image && shown && { image: leadPicture(image, shown) }) },
          body,
          links: found.links,
          advice: [
            ...(fields.data.status === 'published' ? unwritten(path, file.value, fields.data) : []),
            ...(otherDay ? [{ file: path, ...locate(['date']), message: otherDay }] : []),
            ...advice,
            ...twoMinds(path, file.value, fields.data),
            ...found.advice,
          ],
          // For a picture that is also in the text, the fields of the story's head decide.
          pictures: [
            ...(shown ? [{ ...shown, ...(image?.until && { until: image.until }) }] : []),
            ...eachOnce(found.pictures).filter((picture) => picture.path !== shown?.path),
          ],
          ...(due !== undefined && { rightsEnd: due }),
          media: found.media,
          ...prose.value,
        },
      }
    },
    page(path, source, now) {
      const named = parseStandingPagePath(path, languages)
      if (!named.ok) return failed(path, { line: 1, column: 1 }, named.message)
      const file = readFrontMatter(path, source)
      if (!file.ok) return file
      const { bodyLine, data } = file.value
      const { body, due } = withoutEndedFigures(file.value.body, now)
      const fields = standingPageSchema.safeParse(data)
      const tree = parsedOnce(body)
      const found = checkBody(path, body, bodyLine, around, tree)
      const problems = fields.success
        ? []
        : explain(path, file.value, fields.error, Object.keys(standingPageSchema.shape))
      problems.push(...found.problems)
      if (!fields.success || problems.length > 0) return { ok: false, problems }
      const prose = compiled({ path, lang: named.value.lang, body }, bodyLine, tree)
      if (!prose.ok) return prose
      const { links, media, advice } = found
      const pictures = eachOnce(found.pictures)
      const shown = { links, pictures, ...(due !== undefined && { rightsEnd: due }), media, advice }
      return { ok: true, value: { ...named.value, fields: fields.data, body, ...shown, ...prose.value } }
    },
  }

  function compiled(text: ProseText, bodyLine: number, tree: () => Root): TextReading<{ prose?: KeptProse }> {
    if (!compiles(text.body)) return { ok: true, value: {} }
    try {
      const html = compileText(text, tree())
      return { ok: true, value: { prose: { version: proseVersion(text.lang), html } } }
    } catch (error) {
      return unshowable(text.path, bodyLine, unmakable(error))
    }
  }
}

/** Which placeholder words of `npm run new` a public story still contains. */
function unwritten(
  file: string,
  { body, bodyLine, locate }: FrontMatter,
  { summary }: Pick<StoryFields, 'summary'>,
): Problem[] {
  const problems: Problem[] = []
  const still = (words: string) =>
    `This still says "${words}", as npm run new wrote it. Write your own words in its place.`
  if (summary === placeholders.summary)
    problems.push({ file, ...locate(['summary']), message: still(placeholders.summary) })
  const paragraph = placeholderIn(body)
  if (paragraph) {
    const line = bodyLine + body.split('\n').findIndex((text) => text.trim() === paragraph)
    problems.push({ file, line, column: 1, message: still(paragraph) })
  }
  return problems
}

/** Search engines must not be told to do both. */
function twoMinds(
  file: string,
  { locate }: FrontMatter,
  { noindex, canonical }: Pick<StoryFields, 'noindex' | 'canonical'>,
): Problem[] {
  if (!noindex || canonical === undefined) return []
  const message =
    '`noindex` and `canonical` say different things: do not list it, and list it there. Take one of the two out.'
  return [{ file, ...locate(['noindex']), message }]
}

const farApart = 31 * 24 * 3600_000

/**
 * A story's URL has the day of its folder, and its page shows the moment in `date`. Advice is given only when they are far
 * apart, and not for a story under embargo.
 */
function dayAdvice(day: string, date: number, timeZone: string, now: number): string | undefined {
  const dated = dayInZone(date, timeZone)
  if (date > now || Math.abs(Date.parse(dated) - Date.parse(day)) <= farApart) return undefined
  return `The story lies in the folder of ${day}, which its address shows, and is dated ${dated}. Correct one of them.`
}

/** The result for a text that cannot be rendered. @param bodyLine where the body begins */
export function unshowable(file: string, bodyLine: number, message: string) {
  return { ...failed(file, { line: bodyLine, column: 1 }, message), isUnshowable: true } as const
}

/** The advice when rendering itself failed, which no editor could have foreseen. */
function unmakable(error: unknown): string {
  return `This text cannot be made into a page: ${errorText(error)}. Simplify it.`
}

/** Parses a body when it is first needed. */
function parsedOnce(body: string): () => Root {
  let tree: Root | undefined
  return () => {
    tree ??= parseMarkdown(body)
    return tree
  }
}

/** Lists each picture once. If it is in a text more than once, the earliest end of the right to show it counts. */
function eachOnce(pictures: readonly ShownPicture[]): ShownPicture[] {
  return [...Map.groupBy(pictures, ({ path }) => path).values()].flatMap((same) =>
    same
      .toSorted((a, b) => (a.until ?? Number.POSITIVE_INFINITY) - (b.until ?? Number.POSITIVE_INFINITY))
      .slice(0, 1),
  )
}

/** The lead picture as the story shows it; the file may name its maker where the story does not. */
function leadPicture(
  image: Omit<LeadImage, 'picture'>,
  { hash, width, height, colour, credit }: ShownPicture,
): LeadImage {
  return {
    ...image,
    ...(image.credit === undefined && credit !== undefined && { credit }),
    picture: { hash, width, height, ...(colour !== undefined && { colour }) },
  }
}
