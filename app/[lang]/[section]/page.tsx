import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CookiesPage } from '#components/consent/CookiesPage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { SectionFront } from '#components/front/SectionFront.tsx'
import { StandingPageView } from '#components/StandingPageView.tsx'
import { allStandingPages, findStandingPage } from '#lib/index/queries/newsroom-queries.ts'
import { headOf } from '#lib/machines/seo/head.ts'
import { decoded, pageContext } from '#lib/page/page-context.ts'
import { site } from '#lib/page/site.ts'
import { cookiesPage } from '#lib/urls/paths.ts'

/** `/{lang}/{name}` is a section front or a standing page: their URLs have the same form, but never the same name. */
type Props = { params: Promise<{ lang: string; section: string }> }

export function generateStaticParams({ params: { lang } }: { params: { lang: string } }) {
  const { db, newsroom } = site()
  const pages = allStandingPages(db).filter((page) => page.lang === lang)
  return [...newsroom.sectionIds, ...pages.map(({ page }) => page)].map((section) => ({ section }))
}

async function load(params: Props['params']) {
  const { lang, section: name } = await decoded(params)
  const context = pageContext(lang)
  if (context.newsroom.sectionIds.includes(name)) return { context, section: name }
  const standing = findStandingPage(context.db, name, lang)
  if (!standing && name !== cookiesPage) notFound()
  return { context, name, standing }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { context, section, name } = await load(params)
  return headOf(context, section === undefined ? { kind: 'page', page: name } : { kind: 'section', section })
}

export default async function SectionRoute({ params }: Props) {
  const { context, section, name, standing } = await load(params)
  if (section === undefined) {
    return (
      <Frame context={context} target={{ kind: 'page', page: name }}>
        {name === cookiesPage ? (
          <CookiesPage context={context} standing={standing} />
        ) : (
          standing && <StandingPageView context={context} standing={standing} />
        )}
      </Frame>
    )
  }
  return (
    <Frame context={context} target={{ kind: 'section', section }}>
      <SectionFront context={context} section={section} />
    </Frame>
  )
}
