import type { ReactNode } from 'react'
import { ownName } from '#lib/i18n/language.ts'
import { findStory, type Story } from '#lib/index/queries/story-queries.ts'
import { topicLabel } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { storyPath, topicPath } from '#lib/urls/paths.ts'
import styles from './StoryLinks.module.css'
import { shareLinks } from './share-links.ts'

/** Links from a story: its topics, its other languages, and ways to share it. */
export function StoryLinks({ context, story }: { context: PageContext; story: Story }) {
  const { lang, t, newsroom, db, siteUrl } = context
  const { topics, title } = story.fields
  const others = newsroom.site.languages.filter((other) => other !== lang)
  const translations = others.flatMap((other) => findStory(db, story, other) ?? [])
  return (
    <div className={styles.links}>
      {topics.length > 0 && (
        <Row title={t('story.topics')}>
          {topics.map((topic) => {
            const { text, lang: other } = topicLabel(newsroom, topic, lang)
            return (
              <a key={topic} href={topicPath(lang, topic)} lang={other}>
                {text}
              </a>
            )
          })}
        </Row>
      )}
      {translations.length > 0 && (
        <Row title={t('story.otherLanguages')}>
          {translations.map((translation) => (
            <a
              key={translation.lang}
              href={storyPath(translation)}
              lang={translation.lang}
              hrefLang={translation.lang}
              rel="alternate"
            >
              {ownName(translation.lang)}
            </a>
          ))}
        </Row>
      )}
      <Row title={t('story.share')}>
        {shareLinks(siteUrl + storyPath(story), title, t('story.shareByEmail')).map(({ name, href }) => (
          <a key={name} href={href} rel="nofollow noopener">
            {name}
          </a>
        ))}
      </Row>
    </div>
  )
}

function Row({ title, children }: { title: string; children: ReactNode[] }) {
  return (
    <section className={styles.row}>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: VoiceOver drops lists without bullets */}
      <ul role="list">
        {children.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is rendered once, on the server
          <li key={index}>{child}</li>
        ))}
      </ul>
    </section>
  )
}
