import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Frame } from '#components/frame/Frame.tsx'
import { StoryView } from '#components/story/StoryView.tsx'
import { findStory, newestOfAll } from '#lib/content/story-queries.ts'
import { decoded, pageIn } from '#lib/page.ts'
import { pageMetadata } from '#lib/page-metadata.ts'
import { site } from '#lib/site.ts'

type Props = { params: Promise<{ lang: string; section: string; date: string; slug: string }> }

/** Stories rendered before anybody asks. A build must not take longer because the archive has grown. */
const renderedAhead = 200

export function generateStaticParams({ params: { lang } }: { params: { lang: string } }) {
  return newestOfAll(site().db, renderedAhead)
    .filter((story) => story.lang === lang)
    .map(({ day, slug, fields }) => ({ section: fields.section, date: day, slug }))
}

async function load(params: Props['params']) {
  const { lang, date, slug } = await decoded(params)
  const page = pageIn(lang)
  return { page, story: findStory(page.db, { day: date, slug }, lang) ?? notFound() }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page, story } = await load(params)
  return pageMetadata(page, story.fields.title, story.fields.summary)
}

export default async function StoryRoute({ params }: Props) {
  const { page, story } = await load(params)
  const { day, slug, fields } = story
  return (
    <Frame page={page} target={{ kind: 'story', day, slug }} section={fields.section}>
      <StoryView page={page} story={story} />
    </Frame>
  )
}
