import type { Metadata } from 'next'
import { Frame } from '#components/frame/Frame.tsx'
import { FrontPage } from '#components/front/FrontPage.tsx'
import { sectionLabel, siteName } from '#lib/content/labels.ts'
import { joinNames } from '#lib/i18n/language.ts'
import { pageIn } from '#lib/page.ts'
import { pageMetadata } from '#lib/page-metadata.ts'

type Props = { params: Promise<{ lang: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = pageIn((await params).lang)
  const { t, lang, newsroom } = page
  const site = siteName(newsroom, lang)
  const sections = newsroom.sectionIds.map((id) => sectionLabel(newsroom, id, lang).text)
  return pageMetadata(
    page,
    t('front.title', { site }),
    t('front.description', { site, sections: joinNames(sections, lang) }),
  )
}

export default async function FrontRoute({ params }: Props) {
  const page = pageIn((await params).lang)
  return (
    <Frame page={page} target={{ kind: 'front' }}>
      <FrontPage page={page} />
    </Frame>
  )
}
