import { formatPeriod } from '#lib/i18n/dates.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { archivePath } from '#lib/urls/paths.ts'
import styles from './StoriesByDay.module.css'
import { Teaser } from './Teaser.tsx'

/** Stories, newest first, grouped by day; each day links to all of its stories. */
export function StoriesByDay({
  context,
  stories,
  heading,
}: {
  context: PageContext
  stories: Story[]
  heading: 'h2' | 'h3'
}) {
  const days = Map.groupBy(stories, ({ day }) => day)
  const Heading = heading
  return [...days].map(([day, ofDay]) => (
    <section key={day} className={styles.day}>
      <Heading className={styles.date}>
        <a href={archivePath(context.lang, day)}>
          <time dateTime={day}>{formatPeriod(day, context.lang)}</time>
        </a>
      </Heading>
      <div className={styles.stories}>
        {ofDay.map((story) => (
          <Teaser key={story.id} context={context} story={story} weight="medium" heading="h3" dated={false} />
        ))}
      </div>
    </section>
  ))
}
