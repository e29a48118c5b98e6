import { ownName } from '#lib/i18n/language.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import type { Alternate } from '#lib/urls/alternates.ts'
import styles from './LanguageChooser.module.css'

type Props = { context: PageContext; languages: Alternate[]; place: 'header' | 'footer' }

/** The most languages a header lists; with more of them it shows one control that opens the list. */
const mostInHeader = 6

/**
 * Plain links to every language: first those that have this page, then those that can offer only their front page,
 * each group labelled as such.
 */
export function LanguageChooser({ context, languages, place }: Props) {
  const { t } = context
  const id = `page.languages-${place}`
  const same = languages.some(({ samePage }) => samePage)
  // Two landmarks on a page need two names; the one in the footer is named by its first group.
  const name =
    place === 'header'
      ? { 'aria-label': t('layout.languages') }
      : { 'aria-labelledby': same ? `${id}-same` : `${id}-front` }
  const closed = place === 'header' && languages.length > mostInHeader
  return (
    <nav className={closed ? styles.closed : styles.chooser} {...name}>
      {closed ? (
        <details>
          <summary>{t('layout.chooseLanguage')}</summary>
          <div className={styles.panel}>
            <Groups id={id} context={context} languages={languages} />
          </div>
        </details>
      ) : (
        <Groups id={id} context={context} languages={languages} />
      )}
    </nav>
  )
}

type GroupsProps = { id: string; context: PageContext; languages: Alternate[] }

function Groups({ id, context: { lang, t }, languages }: GroupsProps) {
  const here = languages.filter(({ samePage }) => samePage)
  const elsewhere = languages.filter(({ samePage }) => !samePage)
  return (
    <>
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
    </>
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
        {inOrder(languages, lang).map((language) => (
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

/** As the newsroom lists them while they are few; many are looked up like words, as the reader's language sorts them. */
function inOrder(languages: Alternate[], lang: string): Alternate[] {
  if (languages.length <= mostInHeader) return languages
  const { compare } = new Intl.Collator(lang)
  return languages.toSorted((a, b) => compare(ownName(a.lang), ownName(b.lang)))
}
