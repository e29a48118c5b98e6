import type { Metadata } from 'next'
import { Frame } from '#components/frame/Frame.tsx'
import { FrontPage } from '#components/front/FrontPage.tsx'
import { headOf } from '#lib/machines/seo/head.ts'
import { pageContext } from '#lib/page/page-context.ts'

type Props = { params: Promise<{ lang: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return headOf(pageContext((await params).lang), { kind: 'front' })
}

export default async function FrontRoute({ params }: Props) {
  const context = pageContext((await params).lang)
  return (
    <Frame context={context} target={{ kind: 'front' }}>
      <FrontPage context={context} />
    </Frame>
  )
}
