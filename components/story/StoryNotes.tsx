import { typeset } from '#lib/i18n/typography.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { Moment } from './Moment.tsx'
import styles from './StoryNotes.module.css'

/** What readers should know about how the story was made: its corrections, and what AI was used for. */
export function StoryNotes({ context, story }: { context: PageContext; story: Story }) {
  const { t } = context
  const { corrections, ai } = story.fields
  return (
    <>
      {corrections.length > 0 && (
        <section className={styles.note} id="page.corrections" aria-labelledby="page.corrections-title">
          <h2 id="page.corrections-title">{t('story.corrections', { count: corrections.length })}</h2>
          {corrections.map(({ date, text }) => (
            <p key={date}>
              <span className={styles.when}>
                <Moment context={context} time={date} />
              </span>{' '}
              {typeset(text, story.lang)}
            </p>
          ))}
        </section>
      )}
      {ai !== undefined && (
        <section className={styles.note} aria-labelledby="page.ai">
          <h2 id="page.ai">{t('story.ai')}</h2>
          <p>{typeset(ai, story.lang)}</p>
        </section>
      )}
    </>
  )
}
