import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { LivePreview } from '#components/frame/LivePreview.tsx'
import { direction } from '#lib/i18n/language.ts'
import { contentRevision } from '#lib/index/queries/newsroom-queries.ts'
import { pageContext } from '#lib/page/page-context.ts'
import { site } from '#lib/page/site.ts'
import '../tokens.css'
import '../base.css'

// Whatever can be rendered once is; lib/publish says when it has to be again.
export const dynamic = 'error'
export const revalidate = false

/** The icons are the newsroom's own, drawn from its logo; only without one they are the software's. */
export function generateMetadata(): Metadata {
  const { logo } = site().newsroom.site.organisation
  return {
    icons: { icon: logo === undefined ? '/favicon.svg' : '/favicon.ico', apple: '/apple-touch-icon.png' },
    manifest: '/manifest.webmanifest',
    // Phone numbers are links where they are meant to be.
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export function generateStaticParams() {
  return site().newsroom.site.languages.map((lang) => ({ lang }))
}

type Props = { children: ReactNode; params: Promise<{ lang: string }> }

export default async function RootLayout({ children, params }: Props) {
  const { lang, db } = pageContext((await params).lang)
  return (
    <html lang={lang} dir={direction(lang)}>
      <body>
        {children}
        {process.env.NODE_ENV === 'development' && <LivePreview revision={contentRevision(db)} />}
      </body>
    </html>
  )
}
