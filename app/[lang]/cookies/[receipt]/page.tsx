import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReceiptPage } from '#components/consent/ReceiptPage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { pageContext } from '#lib/page-context.ts'
import { headOf } from '#lib/seo/head.ts'

type Props = { params: Promise<{ lang: string; receipt: string }> }

// There is no end of them: Next is to keep none. The page server keeps those that are asked for; see proxy.ts.
export const dynamic = 'force-dynamic'

async function load(params: Props['params']) {
  const { lang, receipt } = await params
  const page = pageContext(lang)
  if (!page.isReceipt?.(receipt)) notFound()
  return { page, receipt }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page, receipt } = await load(params)
  return headOf(page, { kind: 'receipt', receipt })
}

export default async function ReceiptRoute({ params }: Props) {
  const { page, receipt } = await load(params)
  return (
    <Frame page={page} target={{ kind: 'receipt', receipt }}>
      <ReceiptPage page={page} receipt={receipt} />
    </Frame>
  )
}
