import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReceiptPage } from '#components/consent/ReceiptPage.tsx'
import { Frame } from '#components/frame/Frame.tsx'
import { parseReceipt } from '#lib/consent/receipt.ts'
import { pageIn } from '#lib/page.ts'
import { headOf } from '#lib/seo/head.ts'

type Props = { params: Promise<{ lang: string; receipt: string }> }

// Each is asked for once: nothing is to be kept of it.
export const dynamic = 'force-dynamic'

async function load(params: Props['params']) {
  const { lang, receipt: text } = await params
  return { page: pageIn(lang), receipt: parseReceipt(text) ?? notFound() }
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
