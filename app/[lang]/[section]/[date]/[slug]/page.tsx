import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Frame } from '#components/frame/Frame.tsx'
import { StoryView } from '#components/story/StoryView.tsx'
import { findStory, newestOfAll, type StoryKey } from '#lib/index/queries/story-queries.ts'
import { headOf } from '#lib/machines/seo/head.ts'
import { decoded, pageContext } from '#lib/page/page-context.ts'
import { site } from '#lib/page/site.ts'

type Props = { params: Promise<{ lang: string; section: string; date: string; slug: string }> }

/** The number of stories rendered by a build. It is fixed, so that builds do not take longer as the archive grows. */
const renderedAhead = 200

export function generateStaticParams({ params: { lang } }: { params: { lang: string } }) {
  return newestOfAll(site().db, renderedAhead)
    .filter((story) => story.lang === lang)
    .map(({ day, slug, fields }) => ({ section: fields.section, date: day, slug }))
}

async function load(params: Props['params']) {
  const { lang, date, slug } = await decoded(params)
  const context = pageContext(lang)
  return { context, story: findStory(context.db, { day: date, slug }, lang) ?? notFound() }
}

function targetOf({ day, slug }: StoryKey) {
  return { kind: 'story' as const, day, slug }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { context, story } = await load(params)
  return headOf(context, targetOf(story))
}

export default async function StoryRoute({ params }: Props) {
  const { context, story } = await load(params)
  return (
    <Frame context={context} target={targetOf(story)}>
      <StoryView context={context} story={story} />
    </Frame>
  )
}
