import { Fragment } from 'react'
import { frontPageStories } from '#lib/index/queries/front-page.ts'
import { siteName } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { Teaser } from '../lists/Teaser.tsx'
import styles from './FrontPage.module.css'
import { Latest } from './Latest.tsx'
import { SectionBlock } from './SectionBlock.tsx'
import { Strip } from './Strip.tsx'
import { blockForms } from './section-rows.ts'

/** The front page of a language: the lead, the stories beside it, the latest, then section by section. */
export function FrontPage({ context }: { context: PageContext }) {
  const { lang, t, db, newsroom } = context
  const { lead, second, third, latest, views, depth, sections } = frontPageStories(db, newsroom, lang)
  const forms = blockForms(sections.length)
  // The strips stand between rows of sections: after the first one, and after the next.
  const afterFirst = forms.findIndex((form) => form !== 'wide')
  const top = second.length === 0 ? styles.topAlone : latest.length > 0 ? styles.top : styles.topNarrow
  return (
    <>
      <h1 className={styles.title}>{siteName(newsroom, lang)}</h1>
      {!lead && <p>{t('front.empty')}</p>}
      <div className={top}>
        {lead && (
          <div className={styles.lead}>
            <Teaser
              context={context}
              story={lead}
              weight="lead"
              heading="h2"
              place={latest.length > 0 ? 'frontLead' : 'frontLeadAlone'}
              labelled
            />
            {third.length > 0 && (
              <div className={styles.third}>
                {third.map((story) => (
                  <Teaser
                    key={story.id}
                    context={context}
                    story={story}
                    weight="medium"
                    heading="h2"
                    dated={false}
                    labelled
                  />
                ))}
              </div>
            )}
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
                form={index > 0 ? 'none' : latest.length > 0 ? 'above' : 'beside'}
                place={latest.length > 0 ? 'teaser' : 'sparse'}
                dated={false}
                labelled
              />
            ))}
          </div>
        )}
        {latest.length > 0 && (
          <div className={styles.latest}>
            <Latest context={context} stories={latest} />
          </div>
        )}
      </div>
      <div className={styles.sections}>
        {sections.map(({ section, stories }, index) => (
          <Fragment key={section}>
            {index === afterFirst && <Strip context={context} name="views" stories={views} />}
            {index === afterFirst + 3 && <Strip context={context} name="depth" stories={depth} />}
            <SectionBlock
              context={context}
              section={section}
              stories={stories}
              form={forms[index] ?? 'above'}
            />
          </Fragment>
        ))}
        {sections.length <= Math.max(0, afterFirst) && (
          <Strip context={context} name="views" stories={views} />
        )}
        {sections.length <= afterFirst + 3 && <Strip context={context} name="depth" stories={depth} />}
      </div>
    </>
  )
}
