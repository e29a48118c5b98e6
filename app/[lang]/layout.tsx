import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { LivePreview } from '#components/frame/LivePreview.tsx'
import { direction } from '#lib/i18n/language.ts'
import { contentRevision } from '#lib/index/queries/newsroom-queries.ts'
import { lookStyle } from '#lib/page/look-style.ts'
import { pageContext } from '#lib/page/page-context.ts'
import { site } from '#lib/page/site.ts'
import '../tokens.css'
import '../base.css'

// Pages are rendered once and kept; lib/publish decides when they have to be rendered again.
export const dynamic = 'error'
export const revalidate = false

/** The icons are drawn from the newsroom's logo, or are this software's own if there is none. */
export function generateMetadata(): Metadata {
  const { site: settings, nameplate } = site().newsroom
  const hasLogo = settings.organisation.logo !== undefined || nameplate !== undefined
  return {
    icons: { icon: hasLogo ? '/favicon.ico' : '/favicon.svg', apple: '/apple-touch-icon.png' },
    manifest: '/manifest.webmanifest',
    // Only phone numbers that are meant as links become links.
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export function generateStaticParams() {
  return site().newsroom.site.languages.map((lang) => ({ lang }))
}

type Props = { children: ReactNode; params: Promise<{ lang: string }> }

export default async function RootLayout({ children, params }: Props) {
  const { lang, db, newsroom } = pageContext((await params).lang)
  const look = lookStyle(newsroom)
  return (
    <html lang={lang} dir={direction(lang)}>
      <body>
        {look !== undefined && (
          <style href="look" precedence="look">
            {look}
          </style>
        )}
        {children}
        {process.env.NODE_ENV === 'development' && <LivePreview revision={contentRevision(db)} />}
      </body>
    </html>
  )
}
