import type { ReactNode } from 'react'
import type { Page } from '#lib/page.ts'
import { alternates } from '#lib/routes/alternates.ts'
import type { Target } from '#lib/routes/target.ts'
import styles from './Frame.module.css'
import { Masthead } from './Masthead.tsx'
import { SiteFooter } from './SiteFooter.tsx'

type Props = {
  page: Page
  /** What the page shows, so that the language chooser can find it in other languages; none on an error page. */
  target?: Target
  /** The section the page belongs to. */
  section?: string
  children: ReactNode
}

/** What surrounds every page: masthead, the page's own content, footer. */
export function Frame({ page, target, section, children }: Props) {
  const languages = alternates(page, target)
  return (
    <>
      <a className={styles.skip} href="#page.content">
        {page.t('layout.skip')}
      </a>
      <Masthead
        page={page}
        languages={languages}
        {...(section !== undefined && { section })}
        isFront={target?.kind === 'front'}
      />
      {/* Ids of the page's own hold a dot, which those of a story's headings never do. */}
      <main id="page.content" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <SiteFooter page={page} languages={languages} />
    </>
  )
}
