import type { Story } from '#lib/index/queries/story-queries.ts'
import { sectionLabel } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { sectionPath } from '#lib/urls/paths.ts'
import { Teaser } from '../lists/Teaser.tsx'
import styles from './SectionBlock.module.css'

type Props = { context: PageContext; section: string; stories: Story[] }

/** A section on the front page: its name, which leads to it, and its newest stories. */
export function SectionBlock({ context, section, stories }: Props) {
  const { lang, newsroom } = context
  const { text, lang: other } = sectionLabel(newsroom, section, lang)
  const id = `section-${section}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.name}>
        <a href={sectionPath(lang, section)} lang={other}>
          {text}
        </a>
      </h2>
      {stories.map((story, index) => (
        <Teaser
          key={story.id}
          context={context}
          story={story}
          weight={index === 0 ? 'main' : 'small'}
          heading="h3"
        />
      ))}
    </section>
  )
}
