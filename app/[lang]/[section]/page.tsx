import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CookiesPage } from '#components/consent/CookiesPage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { SectionFront } from '#components/front/SectionFront.tsx'
import { StandingPageView } from '#components/StandingPageView.tsx'
import { allPages, findPage } from '#lib/content/newsroom-queries.ts'
import { decoded, pageContext } from '#lib/page-context.ts'
import { cookiesPage } from '#lib/routes/paths.ts'
import { headOf } from '#lib/seo/head.ts'
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
  const page = pageContext(lang)
  if (page.newsroom.sectionIds.includes(name)) return { page, section: name }
  const standing = findPage(page.db, name, lang)
  if (!standing && name !== cookiesPage) notFound()
  return { page, name, standing }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page, section, name } = await load(params)
  return headOf(page, section === undefined ? { kind: 'page', page: name } : { kind: 'section', section })
}

export default async function SectionRoute({ params }: Props) {
  const { page, section, name, standing } = await load(params)
  if (section === undefined) {
    return (
      <Frame page={page} target={{ kind: 'page', page: name }}>
        {name === cookiesPage ? (
          <CookiesPage page={page} standing={standing} />
        ) : (
          standing && <StandingPageView page={page} standing={standing} />
        )}
      </Frame>
    )
  }
  return (
    <Frame page={page} target={{ kind: 'section', section }} section={section}>
      <SectionFront page={page} section={section} />
    </Frame>
  )
}
