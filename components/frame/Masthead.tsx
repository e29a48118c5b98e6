import type { PageContext } from '#lib/page/page-context.ts'
import type { Alternate } from '#lib/urls/alternates.ts'
import { frontPath, sectionPath } from '#lib/urls/paths.ts'
import { LocalText } from '../LocalText.tsx'
import { LanguageChooser } from './LanguageChooser.tsx'
import styles from './Masthead.module.css'
import { Nameplate } from './Nameplate.tsx'

type Props = { context: PageContext; languages: Alternate[]; section?: string; isFront: boolean }

/** The paper's name, its sections and languages, at the top of every page. */
export function Masthead({ context, languages, section, isFront }: Props) {
  const { lang, t, newsroom } = context
  const { tagline, sections } = newsroom.site
  return (
    <header>
      <div className={styles.band}>
        <div className={styles.inner}>
          <LanguageChooser context={context} languages={languages} place="header" />
        </div>
      </div>
      <div className={isFront ? styles.nameplateFront : styles.nameplate}>
        <a href={frontPath(lang)} className={styles.name} aria-current={isFront ? 'page' : undefined}>
          <Nameplate context={context} />
        </a>
        {isFront && tagline !== undefined && (
          <p className={styles.tagline}>
            <LocalText of={tagline} lang={lang} />
          </p>
        )}
      </div>
      <nav className={styles.sections} aria-label={t('layout.sections')}>
        {/* biome-ignore lint/a11y/noRedundantRoles: VoiceOver drops lists without bullets */}
        <ul role="list">
          {sections.map(({ id, name: label }) => (
            <li key={id}>
              <a href={sectionPath(lang, id)} aria-current={id === section ? 'true' : undefined}>
                <LocalText of={label} lang={lang} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  )
}
