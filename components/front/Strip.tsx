import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { Teaser } from '../lists/Teaser.tsx'
import styles from './Strip.module.css'

type Props = { context: PageContext; name: 'views' | 'depth'; stories: Story[] }

/** Stories that belong together by their kind: opinion and analysis without pictures, or explainers and galleries. */
export function Strip({ context, name, stories }: Props) {
  if (stories.length === 0) return null
  const id = `front-${name}`
  return (
    <section aria-labelledby={id} className={styles[name]}>
      <h2 id={id} className={styles.name}>
        {context.t(`front.${name}`)}
      </h2>
      <div className={styles.row}>
        {stories.map((story) => (
          <Teaser
            key={story.id}
            context={context}
            story={story}
            weight="medium"
            heading="h3"
            form={name === 'views' ? 'none' : 'beside'}
            dated={false}
          />
        ))}
      </div>
    </section>
  )
}
