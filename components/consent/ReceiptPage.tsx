import type { PageContext } from '#lib/page/page-context.ts'
import { cookiesPage, frontPath, pagePath } from '#lib/urls/paths.ts'
import { PageHead } from '../lists/PageHead.tsx'
import styles from './CookiesPage.module.css'

/** Shows the receipt of a choice, by which the newsroom finds its record. The page knows the receipt, not the choice. */
export function ReceiptPage({ context, receipt }: { context: PageContext; receipt: string }) {
  const { t, lang } = context
  return (
    <>
      <PageHead title={t('consent.receipt.title')}>
        <p>{t('consent.receipt.label')}</p>
      </PageHead>
      <p className={styles.receipt}>
        <bdi dir="ltr">{receipt}</bdi>
      </p>
      <p>{t('consent.receipt.explained')}</p>
      <ul>
        <li>
          <a href={pagePath(lang, cookiesPage)}>{t('consent.receipt.back')}</a>
        </li>
        <li>
          <a href={frontPath(lang)}>{t('layout.frontPage')}</a>
        </li>
      </ul>
    </>
  )
}
