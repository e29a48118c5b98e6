import { dayInZone, formatPeriod } from '#lib/i18n/dates.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { Teaser } from '../lists/Teaser.tsx'
import styles from './Latest.module.css'

/** The newest stories by their time of day; their day is said when it is not today, once. */
export function Latest({ context, stories }: { context: PageContext; stories: Story[] }) {
  const { lang, t, newsroom, now } = context
  const { timeZone } = newsroom.site
  const today = dayInZone(now, timeZone)
  const days = Map.groupBy(stories, ({ fields }) => dayInZone(fields.date, timeZone))
  return (
    <section className={styles.latest} aria-labelledby="latest-title">
      <h2 id="latest-title">{t('front.latest')}</h2>
      {[...days].map(([day, ofDay]) => (
        <div key={day} className={styles.day}>
          {day !== today && (
            <p className={styles.date}>
              <time dateTime={day}>{formatPeriod(day, lang)}</time>
            </p>
          )}
          {ofDay.map((story) => (
            <Teaser key={story.id} context={context} story={story} weight="small" heading="h3" clock />
          ))}
        </div>
      ))}
    </section>
  )
}
