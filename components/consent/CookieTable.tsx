import { cookieName } from '#lib/consent/cookie.ts'
import type { ConsentCategory } from '#lib/newsroom/consent-schema.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { LocalText } from '../LocalText.tsx'
import styles from './CookiesPage.module.css'

type Props = {
  context: PageContext
  category: ConsentCategory
  /** Id of the element that names the table. */
  label: string
}

/** The cookies of a category: name, purpose, who sets them, how long they are kept. */
export function CookieTable({ context, category, label }: Props) {
  const { t, lang } = context
  const cookies = withOwn(context, category)
  if (cookies.length === 0) return <p>{t('consent.noCookies')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.scroll} aria-labelledby={label} tabIndex={0}>
      <table aria-labelledby={label}>
        <thead>
          <tr>
            {(['cookie', 'purpose', 'party', 'lifetime'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`consent.table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cookies.map(({ name, purpose, party, lifetime }) => (
            <tr key={name}>
              <th scope="row">
                <bdi dir="ltr">{name}</bdi>
              </th>
              {[purpose, party, lifetime].map((text, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <td key={index}>
                  <LocalText of={text} lang={lang} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Adds the site's own cookie, which exists whether or not the newsroom lists it. */
function withOwn({ t, newsroom }: PageContext, { id, cookies }: ConsentCategory): ConsentCategory['cookies'] {
  if (id !== 'necessary' || cookies.some(({ name }) => name === cookieName)) return cookies
  const own = {
    name: cookieName,
    purpose: t('consent.own.purpose'),
    party: newsroom.site.name,
    lifetime: t('consent.own.lifetime'),
  }
  return [own, ...cookies]
}
