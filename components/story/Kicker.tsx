import { formatMoment } from '#lib/i18n/dates.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import styles from './Kicker.module.css'

/** The kind of story, unless it is plain news, and in a preview why readers do not see it yet. */
export function Kicker({ context, story }: { context: PageContext; story: Story }) {
  const { kind } = story.fields
  if (kind === 'news' && !story.held) return null
  return (
    <span className={styles.kicker}>
      {story.held && <Held context={context} story={story} />}
      {kind !== 'news' && context.t(`kind.${kind}`)}
    </span>
  )
}

function Held({ context: { t, newsroom, lang }, story }: { context: PageContext; story: Story }) {
  const text =
    story.held === 'draft'
      ? t('story.draft')
      : t('story.embargoed', { date: formatMoment(story.fields.date, lang, newsroom.site.timeZone) })
  return <strong className={styles.held}>{text}</strong>
}
