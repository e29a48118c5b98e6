import { ownName } from '#lib/i18n/language.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import type { Alternate } from '#lib/urls/alternates.ts'
import styles from './LanguageChooser.module.css'

type Props = { context: PageContext; languages: Alternate[]; place: 'header' | 'footer' }

/**
 * Plain links to every language: first those that have this page, then those that can offer only their front page,
 * each group labelled as such.
 */
export function LanguageChooser({ context: { lang, t }, languages, place }: Props) {
  const here = languages.filter(({ samePage }) => samePage)
  const elsewhere = languages.filter(({ samePage }) => !samePage)
  const id = `page.languages-${place}`
  // Two landmarks on a page need two names; the one in the footer is named by its first group.
  const name =
    place === 'header'
      ? { 'aria-label': t('layout.languages') }
      : { 'aria-labelledby': here.length > 0 ? `${id}-same` : `${id}-front` }
  return (
    <nav className={styles.chooser} {...name}>
      {here.length > 0 && (
        <Group
          id={`${id}-same`}
          label={t('layout.thisPageIn')}
          languages={here}
          lang={lang}
          rel="alternate"
        />
      )}
      {elsewhere.length > 0 && (
        <Group id={`${id}-front`} label={t('layout.frontPageIn')} languages={elsewhere} lang={lang} />
      )}
    </nav>
  )
}

type GroupProps = { id: string; label: string; languages: Alternate[]; lang: string; rel?: string }

function Group({ id, label, languages, lang, rel }: GroupProps) {
  return (
    <div className={styles.group}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      {/* The role keeps it a list for VoiceOver, which drops lists without bullets. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <ul role="list" aria-labelledby={id}>
        {languages.map((language) => (
          <li key={language.lang}>
            {language.lang === lang && rel ? (
              <a href={language.path} lang={language.lang} hrefLang={language.lang} aria-current="page">
                {ownName(language.lang)}
              </a>
            ) : (
              <a href={language.path} lang={language.lang} hrefLang={language.lang} rel={rel}>
                {ownName(language.lang)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
