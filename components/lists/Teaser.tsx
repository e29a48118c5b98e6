import { formatClock, isoInZone } from '#lib/i18n/dates.ts'
import { joinNames } from '#lib/i18n/language.ts'
import { typeset } from '#lib/i18n/typography.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import type { PicturePlace } from '#lib/page/picture-markup.ts'
import { signersOf } from '#lib/page/signers.ts'
import { storyPath } from '#lib/urls/paths.ts'
import { Headline } from '../Headline.tsx'
import { Picture } from '../Picture.tsx'
import { Kicker } from '../story/Kicker.tsx'
import { Moment } from '../story/Moment.tsx'
import styles from './Teaser.module.css'

/**
 * How prominent a story is in a list: the lead of a page, one of the main stories, one among others, only its headline,
 * or one to read next.
 */
export type Weight = 'lead' | 'main' | 'medium' | 'small' | 'next'

/** Where its picture stands. */
export type Form = 'above' | 'beside' | 'none'

/** What each weight shows besides the headline, unless it is told otherwise. */
const shows = {
  lead: { form: 'above', standfirst: true, dated: true },
  main: { form: 'above', standfirst: true, dated: true },
  medium: { form: 'none', standfirst: true, dated: true },
  small: { form: 'none', standfirst: false, dated: false },
  next: { form: 'above', standfirst: false, dated: true },
} satisfies Record<Weight, { form: Form; standfirst: boolean; dated: boolean }>

type Props = {
  context: PageContext
  story: Story
  weight: Weight
  heading: 'h2' | 'h3'
  form?: Form
  /** The place of its picture, if it shows one. */
  place?: PicturePlace
  /** Whether to show its day; not when the list around it already does. */
  dated?: boolean
  /** Whether to show the time of day, for lists of what has just happened. */
  clock?: boolean
  /** Whether to say its section. */
  labelled?: boolean
}

/** A story in a list, as a link to it. */
export function Teaser({ context, story, weight, heading: Heading, clock, labelled, ...props }: Props) {
  const { lang, newsroom } = context
  const { title, summary, date, image, kind } = story.fields
  const { form, dated } = { ...shows[weight], ...props }
  const place = props.place ?? (form === 'beside' || weight === 'next' ? 'thumbnail' : 'teaser')
  const { timeZone } = newsroom.site
  const pictured = image && form !== 'none'
  const opinion = kind === 'opinion'
  const names = [styles.teaser, styles[weight], pictured && styles[form], opinion && styles.opinion]
  const picture = pictured && (
    // The headline's link covers the picture; a link of its own would lead to the same page.
    <Picture
      className={styles.picture}
      facts={image.picture}
      alt=""
      place={place}
      first={weight === 'lead'}
    />
  )
  const rest = (
    <>
      {shows[weight].standfirst && <p className={styles.standfirst}>{typeset(summary, lang)}</p>}
      {kind === 'analysis' && weight !== 'small' && <Names context={context} story={story} />}
      {dated && (
        <p className={styles.when}>
          <Moment context={context} time={date} short />
        </p>
      )}
    </>
  )
  // A lead's headline stands above its picture, and comes before it: a page that is still arriving must not move.
  const isLead = weight === 'lead'
  return (
    <article className={names.filter(Boolean).join(' ')}>
      {!isLead && picture}
      <div>
        <Kicker context={context} story={story} section={labelled ? 'text' : undefined}>
          {clock && (
            <time className={styles.clock} dateTime={isoInZone(date, timeZone)}>
              {formatClock(date, lang, timeZone)}
            </time>
          )}
        </Kicker>
        {opinion && <Names context={context} story={story} />}
        <Heading className={styles.headline}>
          <a href={storyPath(story)}>
            <Headline text={title} lang={lang} />
          </a>
        </Heading>
        {!isLead && rest}
      </div>
      {isLead && picture}
      {isLead && rest}
    </article>
  )
}

/** Whose view it is. */
function Names({ context: { newsroom, lang, t }, story }: { context: PageContext; story: Story }) {
  const names = signersOf(newsroom, story).map(({ name }) => name)
  return <p className={styles.names}>{t('story.by', { authors: joinNames(names, lang) })}</p>
}
