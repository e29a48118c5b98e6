import type { Metadata } from 'next'
import { ArchivePage } from '#components/archive/ArchivePage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { siteName } from '#lib/content/labels.ts'
import { formatPeriod } from '#lib/i18n/dates.ts'
import { pageIn } from '#lib/page.ts'
import { pageMetadata } from '#lib/page-metadata.ts'

type Props = { params: Promise<{ lang: string; period?: string[] }> }

/** The archive's first page; years, months and days are rendered when they are asked for. */
export function generateStaticParams() {
  return [{ period: [] }]
}

async function load(params: Props['params']) {
  const { lang, period = [] } = await params
  return { page: pageIn(lang), period: period.join('-') }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page, period } = await load(params)
  const { t, lang, newsroom } = page
  const words = period === '' ? t('archive.allYears') : formatPeriod(period, lang)
  const title = period === '' ? t('archive.title') : t('archive.dayTitle', { period: words })
  return pageMetadata(
    page,
    title,
    t('archive.description', { site: siteName(newsroom, lang), period: words }),
  )
}

export default async function ArchiveRoute({ params }: Props) {
  const { page, period } = await load(params)
  return (
    <Frame page={page} target={{ kind: 'archive', period }}>
      <ArchivePage page={page} period={period} />
    </Frame>
  )
}
