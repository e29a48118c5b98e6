import type { ReactNode } from 'react'
import { formatMoment } from '#lib/i18n/dates.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import { sectionLabel } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { sectionPath } from '#lib/urls/paths.ts'
import styles from './Kicker.module.css'

type Props = {
  context: PageContext
  story: Story
  /** How to say the story's section; left out where the page or the list is the section's. */
  section?: 'link' | 'text' | undefined
  /** What stands before all of it. */
  children?: ReactNode
}

/** Above a headline: the section, the kind of story unless it is plain news, and in a preview why it is held back. */
export function Kicker({ context, story, section, children }: Props) {
  const { kind } = story.fields
  if (kind === 'news' && !story.held && !section && !children) return null
  return (
    <p className={styles.kicker}>
      {children}
      {story.held && <Held context={context} story={story} />}
      {section && <Section context={context} story={story} linked={section === 'link'} />}
      {kind !== 'news' && (
        <span className={kind === 'live' ? styles.live : styles.kind}>{context.t(`kind.${kind}`)}</span>
      )}
    </p>
  )
}

function Section({ context, story, linked }: { context: PageContext; story: Story; linked: boolean }) {
  const { newsroom, lang } = context
  const { section } = story.fields
  const { text, lang: other } = sectionLabel(newsroom, section, lang)
  return linked ? (
    <a href={sectionPath(lang, section)} lang={other}>
      {text}
    </a>
  ) : (
    <span lang={other}>{text}</span>
  )
}

function Held({ context: { t, newsroom, lang }, story }: { context: PageContext; story: Story }) {
  const text =
    story.held === 'draft'
      ? t('story.draft')
      : t('story.embargoed', { date: formatMoment(story.fields.date, lang, newsroom.site.timeZone) })
  return <strong className={styles.held}>{text}</strong>
}
