import { frontPageStories } from '#lib/index/queries/front-page.ts'
import { siteName } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { Teaser } from '../lists/Teaser.tsx'
import styles from './FrontPage.module.css'
import { SectionBlock } from './SectionBlock.tsx'

/** The front page of a language: the lead, the stories beside it, the latest, then section by section. */
export function FrontPage({ context }: { context: PageContext }) {
  const { lang, t, db, newsroom } = context
  const { lead, second, third, latest, sections } = frontPageStories(db, newsroom, lang)
  const hasLatest = latest.length > 0
  return (
    <>
      <h1 className={styles.title}>{siteName(newsroom, lang)}</h1>
      {!lead && <p>{t('front.empty')}</p>}
      <div className={hasLatest ? styles.top : styles.topNarrow}>
        {lead && (
          <div className={styles.lead}>
            <Teaser
              context={context}
              story={lead}
              weight="lead"
              heading="h2"
              place={hasLatest ? 'frontLead' : 'frontLeadAlone'}
            />
            <div className={styles.third}>
              {third.map((story) => (
                <Teaser key={story.id} context={context} story={story} weight="medium" heading="h2" />
              ))}
            </div>
          </div>
        )}
        {second.length > 0 && (
          <div className={styles.second}>
            {second.map((story, index) => (
              <Teaser
                key={story.id}
                context={context}
                story={story}
                weight={index === 0 ? 'main' : 'medium'}
                heading="h2"
                place={hasLatest ? 'teaser' : 'wideTeaser'}
              />
            ))}
          </div>
        )}
        {hasLatest && (
          <section className={styles.latest} aria-labelledby="latest-title">
            <h2 id="latest-title">{t('front.latest')}</h2>
            {latest.map((story) => (
              <Teaser key={story.id} context={context} story={story} weight="small" heading="h3" />
            ))}
          </section>
        )}
      </div>
      <div className={styles.sections}>
        {sections.map(({ section, stories }) => (
          <SectionBlock key={section} context={context} section={section} stories={stories} />
        ))}
      </div>
    </>
  )
}
