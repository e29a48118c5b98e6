import { dayInZone, formatPeriod } from '#lib/i18n/dates.ts'
import { sectionsInUse } from '#lib/index/queries/story-queries.ts'
import { sectionLabel } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import type { Alternate } from '#lib/urls/alternates.ts'
import { frontPath, sectionPath } from '#lib/urls/paths.ts'
import { LocalText } from '../LocalText.tsx'
import { LanguageChooser } from './LanguageChooser.tsx'
import styles from './Masthead.module.css'
import { Nameplate } from './Nameplate.tsx'

type Props = {
  context: PageContext
  languages: Alternate[]
  /** The section whose front this is. */
  section: string | undefined
  isFront: boolean
}

/** The paper's name, its sections and languages, at the top of every page. */
export function Masthead({ context, languages, section, isFront }: Props) {
  const { lang, t, newsroom, db } = context
  const sections = sectionsInUse(db, lang, newsroom.sectionIds)
  return (
    <header>
      {languages.length > 1 && (
        <div className={styles.band}>
          <div className={styles.inner}>
            <LanguageChooser context={context} languages={languages} place="header" />
          </div>
        </div>
      )}
      <div className={isFront ? styles.nameplateFront : styles.nameplate}>
        <a href={frontPath(lang)} className={styles.name} aria-current={isFront ? 'page' : undefined}>
          <Nameplate context={context} />
        </a>
        {isFront && <Ears context={context} />}
      </div>
      {sections.length > 0 && (
        <nav className={styles.sections} aria-label={t('layout.sections')}>
          {/* biome-ignore lint/a11y/noRedundantRoles: VoiceOver drops lists without bullets */}
          <ul role="list">
            {sections.map((id) => {
              const { text, lang: other } = sectionLabel(newsroom, id, lang)
              return (
                <li key={id}>
                  <a
                    href={sectionPath(lang, id)}
                    lang={other}
                    aria-current={id === section ? 'page' : undefined}
                  >
                    {text}
                  </a>
                </li>
              )
            })}
          </ul>
        </nav>
      )}
    </header>
  )
}

/** Today's date, in the paper's zone, and its motto. */
function Ears({ context: { lang, newsroom, now } }: { context: PageContext }) {
  const { tagline, timeZone } = newsroom.site
  const today = dayInZone(now, timeZone)
  return (
    <p className={styles.ears}>
      <time dateTime={today}>{formatPeriod(today, lang)}</time>
      {tagline !== undefined && (
        <span className={styles.tagline}>
          <LocalText of={tagline} lang={lang} />
        </span>
      )}
    </p>
  )
}
