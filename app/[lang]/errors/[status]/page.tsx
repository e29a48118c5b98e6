import type { Metadata } from 'next'
import { ErrorPage } from '#components/ErrorPage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { pageIn } from '#lib/page.ts'
import { pageMetadata } from '#lib/page-metadata.ts'

/**
 * The pages proxy.ts shows, with their status, for what is not there. They are ordinary pages because Next's own
 * notFound() gives an empty document on pages rendered on demand.
 */
type Props = { params: Promise<{ lang: string; status: string }> }

export const dynamicParams = false

export function generateStaticParams() {
  return [{ status: '404' }, { status: '410' }]
}

async function load(params: Props['params']) {
  const { lang, status } = await params
  return { page: pageIn(lang), status: status === '410' ? (410 as const) : (404 as const) }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page, status } = await load(params)
  const title = page.t(status === 410 ? 'error.goneTitle' : 'error.notFoundTitle')
  return { ...pageMetadata(page, title), robots: { index: false } }
}

export default async function ErrorRoute({ params }: Props) {
  const { page, status } = await load(params)
  return (
    <Frame page={page}>
      <ErrorPage page={page} status={status} />
    </Frame>
  )
}
