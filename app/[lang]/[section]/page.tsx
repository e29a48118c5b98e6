import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Frame } from '#components/frame/Frame.tsx'
import { SectionFront } from '#components/front/SectionFront.tsx'
import { StandingPageView } from '#components/StandingPageView.tsx'
import { sectionLabel, siteName } from '#lib/content/labels.ts'
import { allPages, findPage } from '#lib/content/newsroom-queries.ts'
import { decoded, pageIn } from '#lib/page.ts'
import { pageMetadata } from '#lib/page-metadata.ts'
import { site } from '#lib/site.ts'

/** `/{lang}/{name}` is a section front or a standing page: they share the shape of their URLs, not their names. */
type Props = { params: Promise<{ lang: string; section: string }> }

export function generateStaticParams({ params: { lang } }: { params: { lang: string } }) {
  const { db, newsroom } = site()
  const pages = allPages(db).filter((page) => page.lang === lang)
  return [...newsroom.sectionIds, ...pages.map(({ page }) => page)].map((section) => ({ section }))
}

async function load(params: Props['params']) {
  const { lang, section: name } = await decoded(params)
  const page = pageIn(lang)
  if (page.newsroom.sectionIds.includes(name)) return { page, section: name }
  return { page, standing: findPage(page.db, name, lang) ?? notFound() }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page, section, standing } = await load(params)
  if (standing) return pageMetadata(page, standing.fields.title, standing.fields.summary)
  const { t, lang, newsroom } = page
  const label = sectionLabel(newsroom, section, lang).text
  return pageMetadata(
    page,
    label,
    t('section.description', { section: label, site: siteName(newsroom, lang) }),
  )
}

export default async function SectionRoute({ params }: Props) {
  const { page, section, standing } = await load(params)
  if (standing) {
    return (
      <Frame page={page} target={{ kind: 'page', page: standing.page }}>
        <StandingPageView page={page} standing={standing} />
      </Frame>
    )
  }
  return (
    <Frame page={page} target={{ kind: 'section', section }} section={section}>
      <SectionFront page={page} section={section} />
    </Frame>
  )
}
