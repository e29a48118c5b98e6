import { typeset } from '#lib/i18n/typography.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import { modifiedAt } from '#lib/newsroom/story-dates.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { Headline } from '../Headline.tsx'
import { Byline } from './Byline.tsx'
import { Kicker } from './Kicker.tsx'
import { Moment } from './Moment.tsx'
import styles from './StoryHead.module.css'

/** Section, headline, standfirst, byline and times of a story. */
export function StoryHead({ context, story }: { context: PageContext; story: Story }) {
  const { lang, t } = context
  const { title, summary, date, corrections, kind } = story.fields
  const opinion = kind === 'opinion'
  const modified = modifiedAt(story.fields)
  return (
    <header className={opinion ? styles.opinion : styles.head}>
      <Kicker context={context} story={story} section="link" />
      {opinion && (
        <div className={styles.byline}>
          <Byline context={context} story={story} />
        </div>
      )}
      <h1 className={styles.headline}>
        <Headline text={title} lang={lang} />
      </h1>
      <p className={styles.standfirst}>{typeset(summary, lang)}</p>
      <div className={styles.meta}>
        {!opinion && (
          <div className={styles.byline}>
            <Byline context={context} story={story} />
          </div>
        )}
        <p>
          <span className={styles.time}>
            {t('story.published')} <Moment context={context} time={date} />
          </span>
          {modified > date && (
            <span className={styles.time}>
              {t('story.updated')} <Moment context={context} time={modified} />
            </span>
          )}
          {corrections.length > 0 && (
            <a href="#page.corrections">{t('story.corrections', { count: corrections.length })}</a>
          )}
        </p>
      </div>
    </header>
  )
}
