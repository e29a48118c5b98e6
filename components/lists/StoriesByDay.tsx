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
  pictured = false,
}: {
  context: PageContext
  stories: Story[]
  heading: 'h2' | 'h3'
  /** Whether some stories show their pictures. */
  pictured?: boolean
}) {
  const days = Map.groupBy(stories, ({ day }) => day)
  const Heading = heading
  const withPicture = pictured ? spaced(stories) : []
  return [...days].map(([day, ofDay]) => (
    <section key={day} className={styles.day}>
      <Heading className={styles.date}>
        <a href={archivePath(context.lang, day)}>
          <time dateTime={day}>{formatPeriod(day, context.lang)}</time>
        </a>
      </Heading>
      <div className={styles.stories}>
        {ofDay.map((story) => (
          <Teaser
            key={story.id}
            context={context}
            story={story}
            weight="medium"
            heading="h3"
            form={withPicture.includes(story) ? 'beside' : 'none'}
            dated={false}
          />
        ))}
      </div>
    </section>
  ))
}

/** One story in three shows its picture, or the next one that has any: enough for a rhythm. */
function spaced(stories: readonly Story[]): Story[] {
  const chosen: Story[] = []
  let since = 2
  for (const story of stories) {
    since += 1
    if (since < 3 || !story.fields.image) continue
    chosen.push(story)
    since = 0
  }
  return chosen
}
