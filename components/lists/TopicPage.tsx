import { countOnTopic, storiesOnTopic } from '#lib/index/queries/story-queries.ts'
import { topicLabel } from '#lib/newsroom/labels.ts'
import { listSizes } from '#lib/newsroom/list-sizes.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { PageHead } from './PageHead.tsx'
import { StoryList } from './StoryList.tsx'

/** Everything on a topic. */
export function TopicPage({ context, topic }: { context: PageContext; topic: string }) {
  const { lang, t, db, newsroom } = context
  const { text, lang: other } = topicLabel(newsroom, topic, lang)
  const total = countOnTopic(db, lang, topic)
  return (
    <>
      <PageHead over={t('list.topic')} title={<span lang={other}>{text}</span>}>
        <p>{t('list.stories', { count: total })}</p>
      </PageHead>
      <StoryList context={context} stories={storiesOnTopic(db, lang, topic, listSizes.list)} total={total} />
    </>
  )
}
