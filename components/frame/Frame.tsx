import type { ReactNode } from 'react'
import { statisticsPath } from '#lib/consent/statistics.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { alternates } from '#lib/urls/alternates.ts'
import { frontPath } from '#lib/urls/paths.ts'
import type { Target } from '#lib/urls/target.ts'
import { bannerId, ConsentBanner } from '../consent/ConsentBanner.tsx'
import styles from './Frame.module.css'
import { Masthead } from './Masthead.tsx'
import { SiteFooter } from './SiteFooter.tsx'
import { StructuredData } from './StructuredData.tsx'

type Props = {
  context: PageContext
  /** What the page shows, so that the language chooser can find it in other languages; missing on an error page. */
  target?: Target
  children: ReactNode
}

/** What surrounds every page: masthead, the page's own content, footer; and the question about cookies. */
export function Frame({ context, target, children }: Props) {
  const { t, lang, newsroom } = context
  const languages = alternates(context, target)
  const path = languages.find((language) => language.lang === lang)?.path ?? frontPath(lang)
  const { statistics } = newsroom.site
  return (
    <>
      <div className={styles.page}>
        <a className={styles.skip} href="#page.content">
          {t('layout.skip')}
        </a>
        <a className={styles.skip} href={`#${bannerId}`} hidden data-consent="banner">
          {t('consent.skip')}
        </a>
        <Masthead
          context={context}
          languages={languages}
          section={target?.kind === 'section' ? target.section : undefined}
          isFront={target?.kind === 'front'}
        />
        {/* The page's own ids contain a dot, which those of a story's headings never do. */}
        <main id="page.content" className={styles.main} tabIndex={-1}>
          {children}
        </main>
        <SiteFooter context={context} languages={languages} />
      </div>
      <ConsentBanner context={context} path={path} />
      {statistics && <script type="module" src={statisticsPath(statistics.src)} />}
      {target && <StructuredData context={context} target={target} />}
    </>
  )
}
