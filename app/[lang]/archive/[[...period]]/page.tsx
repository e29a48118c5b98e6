import type { Metadata } from 'next'
import { ArchivePage } from '#components/archive/ArchivePage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { headOf } from '#lib/machines/seo/head.ts'
import { pageContext } from '#lib/page/page-context.ts'

type Props = { params: Promise<{ lang: string; period?: string[] }> }

/** Only the archive's first page; years, months and days are rendered on request. */
export function generateStaticParams() {
  return [{ period: [] }]
}

async function load(params: Props['params']) {
  const { lang, period = [] } = await params
  return { context: pageContext(lang), period: period.join('-') }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { context, period } = await load(params)
  return headOf(context, { kind: 'archive', period })
}

export default async function ArchiveRoute({ params }: Props) {
  const { context, period } = await load(params)
  return (
    <Frame context={context} target={{ kind: 'archive', period }}>
      <ArchivePage context={context} period={period} />
    </Frame>
  )
}
