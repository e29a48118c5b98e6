import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReceiptPage } from '#components/consent/ReceiptPage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { headOf } from '#lib/machines/seo/head.ts'
import { pageContext } from '#lib/page/page-context.ts'

type Props = { params: Promise<{ lang: string; receipt: string }> }

// There are endlessly many, so Next must not keep any. The page server caches those requested; see proxy.ts.
export const dynamic = 'force-dynamic'

async function load(params: Props['params']) {
  const { lang, receipt } = await params
  const context = pageContext(lang)
  if (!context.isReceipt?.(receipt)) notFound()
  return { context, receipt }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { context, receipt } = await load(params)
  return headOf(context, { kind: 'receipt', receipt })
}

export default async function ReceiptRoute({ params }: Props) {
  const { context, receipt } = await load(params)
  return (
    <Frame context={context} target={{ kind: 'receipt', receipt }}>
      <ReceiptPage context={context} receipt={receipt} />
    </Frame>
  )
}
