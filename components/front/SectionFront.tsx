import { picturedFirst } from '#lib/index/queries/front-page.ts'
import { latestInSection, type Story } from '#lib/index/queries/story-queries.ts'
import { sectionLabel, topicLabel } from '#lib/newsroom/labels.ts'
import { listSizes } from '#lib/newsroom/list-sizes.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { archivePath, topicPath } from '#lib/urls/paths.ts'
import { PageHead } from '../lists/PageHead.tsx'
import { StoriesByDay } from '../lists/StoriesByDay.tsx'
import { Teaser } from '../lists/Teaser.tsx'
import styles from './SectionFront.module.css'

const top = 4
const mostTopics = 5

/** A section front: its newest stories in order of importance, then the earlier ones by day. */
export function SectionFront({ context, section }: { context: PageContext; section: string }) {
  const { lang, t, db, newsroom } = context
  const { text, lang: other } = sectionLabel(newsroom, section, lang)
  const stories = latestInSection(db, lang, section, listSizes.sectionFront)
  const [lead, ...beside] = picturedFirst(stories.slice(0, top))
  const earlier = stories.slice(top)
  const topics = topicsOf(stories)
  return (
    <>
      <PageHead title={<span lang={other}>{text}</span>}>
        {!lead && <p>{t('section.empty')}</p>}
        {topics.length > 0 && (
          // biome-ignore lint/a11y/noRedundantRoles: VoiceOver drops lists without bullets
          <ul role="list" aria-label={t('story.topics')}>
            {topics.map((topic) => {
              const label = topicLabel(newsroom, topic, lang)
              return (
                <li key={topic}>
                  <a href={topicPath(lang, topic)} lang={label.lang}>
                    {label.text}
                  </a>
                </li>
              )
            })}
          </ul>
        )}
      </PageHead>
      {lead && (
        <div className={styles.top}>
          <Teaser context={context} story={lead} weight="lead" heading="h2" place="sectionLead" />
          {beside.length > 0 && (
            <div className={styles.beside}>
              {beside.map((story) => (
                <Teaser key={story.id} context={context} story={story} weight="medium" heading="h2" />
              ))}
            </div>
          )}
        </div>
      )}
      {earlier.length > 0 && (
        <section className={styles.earlier} aria-labelledby="earlier-title">
          <h2 id="earlier-title">{t('section.earlier')}</h2>
          <StoriesByDay context={context} stories={earlier} heading="h3" pictured />
        </section>
      )}
      {stories.length === listSizes.sectionFront && (
        <p>
          <a href={archivePath(lang)}>{t('section.older')}</a>
        </p>
      )}
    </>
  )
}

/** What the section is about at present: the topics of its stories, those of most stories first. */
function topicsOf(stories: readonly Story[]): string[] {
  const counts = new Map<string, number>()
  for (const topic of stories.flatMap(({ fields }) => fields.topics))
    counts.set(topic, (counts.get(topic) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostTopics)
    .map(([topic]) => topic)
}
