import { stringify } from 'yaml'
import { isoInZone } from '../../i18n/dates.ts'
import { mediaOf } from '../../index/queries/media-queries.ts'
import { picturesOf } from '../../index/queries/picture-queries.ts'
import { type Story, storyBody } from '../../index/queries/story-queries.ts'
import { writePortable } from '../../markdown/write-portable.ts'
import { sectionLabel, siteName, topicLabel } from '../../newsroom/labels.ts'
import { resolveFile } from '../../newsroom/link-target.ts'
import type { LeadImage } from '../../newsroom/story-schema.ts'
import type { PageContext } from '../../page/page-context.ts'
import { plainPicturePath } from '../../page/picture-markup.ts'
import { signersOf } from '../../page/signers.ts'
import { resolveLink } from '../../page/story-prose.ts'
import { compiler } from '../../prose/compiler.ts'
import { alternates } from '../../urls/alternates.ts'
import { mediaPath, storyPath } from '../../urls/paths.ts'

/** A story as Markdown with front matter, every address absolute: what its page shows, and nothing else from its file. */
export async function storyMarkdown(context: PageContext, story: Story): Promise<string> {
  const url = context.siteUrl + storyPath(story)
  const absolute = (path: string) => URL.parse(path, url)?.href
  const pictures = picturesOf(context.db, story.path)
  const media = mediaOf(context.db, story.path)
  const markdown = await compiler().markdown(storyBody(context.db, story.id))
  const body = writePortable(markdown, {
    link: (to) => {
      const target = resolveLink(context, story.path, to)
      return target === undefined ? undefined : absolute(target)
    },
    pictureUrl: (src) => {
      const facts = pictures.get(resolveFile(story.path, src))
      return facts ? context.siteUrl + plainPicturePath(facts) : ''
    },
    mediaUrl: (src) => {
      const facts = media.get(resolveFile(story.path, src))
      return facts && context.siteUrl + mediaPath(facts)
    },
  })
  return `---\n${stringify(frontMatter(context, story, url), { lineWidth: 0 })}---\n\n${body.trim()}\n`
}

function frontMatter(context: PageContext, story: Story, url: string) {
  const { newsroom, lang, siteUrl } = context
  const { title, summary, date, updated, section, dateline, sources, topics, image, kind, corrections, ai } =
    story.fields
  const zoned = (time: number) => isoInZone(time, newsroom.site.timeZone)
  const target = { kind: 'story' as const, day: story.day, slug: story.slug }
  const translations = alternates(context, target).filter(
    ({ samePage, lang: tag }) => samePage && tag !== lang,
  )
  return {
    title,
    summary,
    date: zoned(date),
    ...(updated !== undefined && { updated: zoned(updated) }),
    lang,
    url,
    publisher: siteName(newsroom, lang),
    authors: signersOf(newsroom, story).map(({ name }) => name),
    section: sectionLabel(newsroom, section, lang).text,
    ...(kind !== 'news' && { kind }),
    ...(dateline !== undefined && { dateline }),
    ...(sources.length > 0 && { sources }),
    ...(topics.length > 0 && { topics: topics.map((topic) => topicLabel(newsroom, topic, lang).text) }),
    ...(image && {
      image: imageFields(image, siteUrl),
    }),
    ...(corrections.length > 0 && {
      corrections: corrections.map((correction) => ({ date: zoned(correction.date), text: correction.text })),
    }),
    ...(ai !== undefined && { ai }),
    ...(translations.length > 0 && {
      translations: Object.fromEntries(translations.map(({ lang: tag, path }) => [tag, siteUrl + path])),
    }),
  }
}

function imageFields({ picture, until: _, ...image }: LeadImage, siteUrl: string) {
  return { ...image, src: siteUrl + plainPicturePath(picture) }
}
