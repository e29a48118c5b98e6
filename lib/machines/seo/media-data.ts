import type { AudioObject, VideoObject } from 'schema-dts'
import { isoInZone } from '../../i18n/dates.ts'
import { mediaOf, type PublicMedia } from '../../index/queries/media-queries.ts'
import { picturesOf } from '../../index/queries/picture-queries.ts'
import type { Story } from '../../index/queries/story-queries.ts'
import type { PageContext } from '../../page/page-context.ts'
import { plainPicturePath } from '../../page/picture-markup.ts'
import { mediaPath } from '../../urls/paths.ts'

/**
 * The videos and audio files of a story, as https://developers.google.com/search/docs/appearance/structured-data/video
 * asks: without a caption, a file is named by the story's headline.
 */
export function playedData(
  context: PageContext,
  story: Story,
): { video?: VideoObject[]; audio?: AudioObject[] } {
  const { db, siteUrl } = context
  const media = [...mediaOf(db, story.path).values()]
  const pictures = picturesOf(db, story.path)
  const video = media
    .filter(({ kind }) => kind === 'video')
    .map((file): VideoObject => {
      const still = file.poster === undefined ? undefined : pictures.get(file.poster)
      return {
        '@type': 'VideoObject',
        ...common(context, story, file),
        ...(still && { thumbnailUrl: siteUrl + plainPicturePath(still) }),
      }
    })
  const audio = media
    .filter(({ kind }) => kind === 'audio')
    .map((file): AudioObject => ({ '@type': 'AudioObject', ...common(context, story, file) }))
  return { ...(video.length > 0 && { video }), ...(audio.length > 0 && { audio }) }
}

function common({ siteUrl, newsroom }: PageContext, { fields }: Story, file: PublicMedia) {
  return {
    name: file.title || fields.title,
    description: file.title || fields.summary,
    uploadDate: isoInZone(fields.date, newsroom.site.timeZone),
    contentUrl: siteUrl + mediaPath(file),
    encodingFormat: file.type,
    contentSize: String(file.bytes),
  }
}
