import type { PageContext } from '#lib/page/page-context.ts'
import type { Alternate } from '#lib/urls/alternates.ts'
import { archivePath, cookiesPage, frontPath } from '#lib/urls/paths.ts'
import { LocalText } from '../LocalText.tsx'
import { LanguageChooser } from './LanguageChooser.tsx'
import { PageLink } from './PageLink.tsx'
import styles from './SiteFooter.module.css'

/** The publisher, the licence, where to complain, and links to everything else. */
export function SiteFooter({ context, languages }: { context: PageContext; languages: Alternate[] }) {
  const { lang, t, newsroom } = context
  const { name, licence, hotline, footer } = newsroom.site
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <a href={frontPath(lang)} className={styles.name}>
          <LocalText of={name} lang={lang} />
        </a>
        <nav aria-label={t('layout.about')}>
          {/* biome-ignore lint/a11y/noRedundantRoles: VoiceOver drops lists without bullets */}
          <ul role="list" className={styles.pages}>
            {(footer.includes(cookiesPage) ? footer : [...footer, cookiesPage]).map((name) => (
              <li key={name}>
                <PageLink context={context} name={name} />
              </li>
            ))}
            <li>
              <a href={archivePath(lang)}>{t('layout.archive')}</a>
            </li>
          </ul>
        </nav>
        <LanguageChooser context={context} languages={languages} place="footer" />
        <div className={licence || hotline ? styles.imprint : styles.unlicensed}>
          {licence && (
            <p>
              {t('layout.licence')}: <span lang={licence.lang}>{licence.number}</span>
            </p>
          )}
          {hotline && (
            <p>
              {t('layout.hotline')}:{' '}
              <a href={`tel:${hotline.tel}`}>
                <bdi dir="ltr">{hotline.number}</bdi>
              </a>
            </p>
          )}
          {/* Its space is always reserved, so that nothing moves; see lib/consent/stylesheet. */}
          {/* The words are in an attribute: without stylesheets everyone would read them, and they apply to few. */}
          <p className={styles.gpc} hidden data-consent="gpc" data-words={t('consent.gpc')} />
        </div>
      </div>
    </footer>
  )
}
