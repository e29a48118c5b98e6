import type { Story } from '#lib/index/queries/story-queries.ts'
import { modifiedAt } from '#lib/newsroom/story-dates.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { sectionPath } from '#lib/urls/paths.ts'
import { LocalText } from '../LocalText.tsx'
import { Byline } from './Byline.tsx'
import { Kicker } from './Kicker.tsx'
import { Moment } from './Moment.tsx'
import styles from './StoryHead.module.css'

/** Section, headline, standfirst, byline and times of a story. */
export function StoryHead({ context, story }: { context: PageContext; story: Story }) {
  const { lang, t, newsroom } = context
  const { title, summary, section, date, corrections } = story.fields
  const modified = modifiedAt(story.fields)
  return (
    <header className={styles.head}>
      <p className={styles.over}>
        <a href={sectionPath(lang, section)}>
          <LocalText
            of={newsroom.site.sections.find(({ id }) => id === section)?.name ?? section}
            lang={lang}
          />
        </a>
        <Kicker context={context} story={story} />
      </p>
      <h1 className={styles.headline}>{title}</h1>
      <p className={styles.standfirst}>{summary}</p>
      <div className={styles.meta}>
        <div className={styles.byline}>
          <Byline context={context} story={story} />
        </div>
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
