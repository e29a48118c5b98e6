import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import type { PicturePlace } from '#lib/page/picture-markup.ts'
import { storyPath } from '#lib/urls/paths.ts'
import { Picture } from '../Picture.tsx'
import { Kicker } from '../story/Kicker.tsx'
import { Moment } from '../story/Moment.tsx'
import styles from './Teaser.module.css'

/**
 * How prominent a story is in a list: the lead of a page, one of the main stories, one among others, or only its
 * headline and day.
 */
export type Weight = 'lead' | 'main' | 'medium' | 'small'

/** What each weight shows besides headline and day. */
const shows = {
  lead: { picture: true, standfirst: true },
  main: { picture: true, standfirst: true },
  medium: { picture: false, standfirst: true },
  small: { picture: false, standfirst: false },
} satisfies Record<Weight, { picture: boolean; standfirst: boolean }>

type Props = {
  context: PageContext
  story: Story
  weight: Weight
  heading: 'h2' | 'h3'
  /** The place of its picture, if it shows one. */
  place?: PicturePlace
  /** Whether to show its day; not when the list around it already does. */
  dated?: boolean
}

/** A story in a list, as a link to it. */
export function Teaser({ context, story, weight, heading: Heading, place = 'teaser', dated = true }: Props) {
  const { title, summary, date, image } = story.fields
  const { picture, standfirst } = shows[weight]
  return (
    <article className={[styles.teaser, styles[weight]].filter(Boolean).join(' ')}>
      {picture && image && (
        // The headline's link covers the picture; a link of its own would lead to the same page.
        <Picture
          className={styles.picture}
          facts={image.picture}
          alt=""
          place={place}
          first={weight === 'lead'}
        />
      )}
      <div>
        <Kicker context={context} story={story} />
        <Heading className={styles.headline}>
          <a href={storyPath(story)}>{title}</a>
        </Heading>
        {standfirst && <p className={styles.standfirst}>{summary}</p>}
        {dated && (
          <p className={styles.when}>
            <Moment context={context} time={date} short />
          </p>
        )}
      </div>
    </article>
  )
}
