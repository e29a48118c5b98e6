import { cropOf, plainFormat, variantsOf } from '../../assets/pictures/variants.ts'
import type { Story } from '../../index/queries/story-queries.ts'
import type { PageContext } from '../../page/page-context.ts'
import { picturePath } from '../../urls/paths.ts'
import { cardPicture } from '../cards/card.ts'

type Thumbnail = { thumbnail_url: string; thumbnail_width: number; thumbnail_height: number }

/**
 * The largest picture of a story that fits: its own, cropped as in link previews or whole and smaller, or its card. oEmbed
 * (2.3.4) has no field for a description.
 *
 * @param fits whether a size in pixels is within the requested limits
 */
export function thumbnailOf(
  context: PageContext,
  { day, slug, fields }: Story,
  fits: (width: number, height: number) => boolean,
): Thumbnail | undefined {
  const picture = fields.image?.picture
  const card = cardPicture(context, { kind: 'story', day, slug }, 'preview')
  const offered = picture
    ? [cropOf(picture, '16x9'), ...variantsOf(picture, plainFormat(picture)).toReversed()].map((variant) => ({
        ...variant,
        url: context.siteUrl + picturePath(picture, variant),
      }))
    : card
      ? [card]
      : []
  const found = offered.find(({ width, height }) => fits(width, height))
  return found && { thumbnail_url: found.url, thumbnail_width: found.width, thumbnail_height: found.height }
}
