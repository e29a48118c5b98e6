import type { Metadata } from 'next'
import { Frame } from '#components/frame/Frame.tsx'
import { TopicPage } from '#components/lists/TopicPage.tsx'
import { siteName, topicLabel } from '#lib/content/labels.ts'
import { topicsInUse } from '#lib/content/story-queries.ts'
import { decoded, pageIn } from '#lib/page.ts'
import { pageMetadata } from '#lib/page-metadata.ts'
import { site } from '#lib/site.ts'

type Props = { params: Promise<{ lang: string; topic: string }> }

const renderedAhead = 20

export function generateStaticParams({ params: { lang } }: { params: { lang: string } }) {
  return topicsInUse(site().db, lang, renderedAhead).map((topic) => ({ topic }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, topic } = await decoded(params)
  const page = pageIn(lang)
  const label = topicLabel(page.newsroom, topic, lang).text
  const description = page.t('list.topicDescription', { topic: label, site: siteName(page.newsroom, lang) })
  return pageMetadata(page, label, description)
}

export default async function TopicRoute({ params }: Props) {
  const { lang, topic } = await decoded(params)
  const page = pageIn(lang)
  return (
    <Frame page={page} target={{ kind: 'topic', topic }}>
      <TopicPage page={page} topic={topic} />
    </Frame>
  )
}
