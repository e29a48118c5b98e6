import type { Story } from '#lib/index/queries/story-queries.ts'
import { sectionLabel } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { sectionPath } from '#lib/urls/paths.ts'
import { Teaser, type Weight } from '../lists/Teaser.tsx'
import styles from './SectionBlock.module.css'
import type { BlockForm } from './section-rows.ts'

type Props = { context: PageContext; section: string; stories: Story[]; form: BlockForm }

/** A section on the front page: its name, which leads to it, and its newest stories. */
export function SectionBlock({ context, section, stories, form }: Props) {
  const { lang, newsroom } = context
  const { text, lang: other } = sectionLabel(newsroom, section, lang)
  const id = `section-${section}`
  const [first, ...others] = stories
  // Without a picture the words of two stories take its place.
  const weight = (index: number): Weight => (form === 'none' && index < 1 ? 'medium' : 'small')
  return (
    <section aria-labelledby={id} className={styles[form]}>
      <h2 id={id} className={styles.name}>
        <a href={sectionPath(lang, section)} lang={other}>
          {text}
        </a>
      </h2>
      {first && (
        <Teaser
          context={context}
          story={first}
          weight="main"
          heading="h3"
          form={form === 'wide' || form === 'half' ? 'beside' : form}
          dated={false}
        />
      )}
      {others.length > 0 && (
        <div className={styles.others}>
          {others.map((story, index) => (
            <Teaser
              key={story.id}
              context={context}
              story={story}
              weight={weight(index)}
              heading="h3"
              dated={false}
            />
          ))}
        </div>
      )}
    </section>
  )
}
