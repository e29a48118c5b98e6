import type { Metadata } from 'next'
import { Frame } from '#components/frame/Frame.tsx'
import { TopicPage } from '#components/lists/TopicPage.tsx'
import { topicsInUse } from '#lib/index/queries/story-queries.ts'
import { headOf } from '#lib/machines/seo/head.ts'
import { decoded, pageContext } from '#lib/page/page-context.ts'
import { site } from '#lib/page/site.ts'

type Props = { params: Promise<{ lang: string; topic: string }> }

const renderedAhead = 20

export function generateStaticParams({ params: { lang } }: { params: { lang: string } }) {
  return topicsInUse(site().db, lang, renderedAhead).map((topic) => ({ topic }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, topic } = await decoded(params)
  return headOf(pageContext(lang), { kind: 'topic', topic })
}

export default async function TopicRoute({ params }: Props) {
  const { lang, topic } = await decoded(params)
  const context = pageContext(lang)
  return (
    <Frame context={context} target={{ kind: 'topic', topic }}>
      <TopicPage context={context} topic={topic} />
    </Frame>
  )
}
