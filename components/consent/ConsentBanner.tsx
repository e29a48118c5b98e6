import { optionalCategories } from '#lib/consent/choice.ts'
import { stylesheetPath } from '#lib/consent/stylesheet.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { cookiesPage } from '#lib/urls/paths.ts'
import { PageLink } from '../frame/PageLink.tsx'
import { LocalText } from '../LocalText.tsx'
import styles from './ConsentBanner.module.css'
import { AcceptAndRefuse, ConsentButton } from './ConsentButton.tsx'
import { categoryName, categoryPurpose } from './category-words.ts'

/** The target of the link that skips to the banner. */
export const bannerId = 'page.consent'

type Props = {
  context: PageContext
  /** The page's own path, to return to after choosing. */
  path: string
}

/**
 * The question about cookies, or the notice. It is in every page, for every reader, and hidden: the stylesheet
 * before it, which depends on the reader's choice, shows it to those who have not chosen.
 */
export function ConsentBanner({ context, path }: Props) {
  const { t, lang, newsroom } = context
  const { consent } = newsroom.site
  const asks = consent.mode === 'opt-in'
  return (
    <>
      {/* Without a precedence React leaves the link here, where it blocks nothing above it. */}
      <link rel="stylesheet" href={stylesheetPath(consent)} />
      <section
        id={bannerId}
        className={styles.banner}
        aria-labelledby={`${bannerId}-title`}
        tabIndex={-1}
        data-consent="banner"
        hidden
      >
        <form action="/consent" method="post" className={styles.question}>
          <input type="hidden" name="return" value={path} />
          <div className={styles.words}>
            <h2 id={`${bannerId}-title`}>{t('consent.title')}</h2>
            <p>
              {consent.text === undefined ? (
                t(asks ? 'consent.ask' : 'consent.inform')
              ) : (
                <LocalText of={consent.text} lang={lang} />
              )}{' '}
              <span className={styles.more}>{t('consent.change')}</span>
            </p>
            <p className={styles.links}>
              {[cookiesPage, 'privacy', 'terms'].map((name) => (
                <PageLink key={name} context={context} name={name} />
              ))}
            </p>
          </div>
          {asks ? (
            <div className={styles.buttons}>
              <AcceptAndRefuse accept={t('consent.accept')} refuse={t('consent.refuse')} />
              <ConsentButton type="button" popoverTarget={`${bannerId}-settings`}>
                {t('consent.settings')}
              </ConsentButton>
            </div>
          ) : (
            <div className={styles.buttons}>
              <ConsentButton type="submit" name="decision" value="refuse">
                {t('consent.dismiss')}
              </ConsentButton>
            </div>
          )}
        </form>
        {asks && <Settings context={context} path={path} />}
      </section>
    </>
  )
}

/** One checkbox per category. A native popover: it opens without script, and Escape closes it. */
function Settings({ context, path }: Props) {
  const { t, newsroom } = context
  const id = `${bannerId}-settings`
  return (
    <div id={id} popover="auto" role="dialog" aria-labelledby={`${id}-title`} className={styles.settings}>
      <form action="/consent" method="post">
        <input type="hidden" name="return" value={path} />
        <h3 id={`${id}-title`}>{t('consent.settings')}</h3>
        {optionalCategories(newsroom.site.consent).map((category) => (
          <p key={category.id}>
            <label>
              <input type="checkbox" name="category" value={category.id} />
              <strong>{categoryName(context, category)}</strong>
            </label>
            {categoryPurpose(context, category)}
          </p>
        ))}
        <div className={styles.buttons}>
          <ConsentButton type="submit" name="decision" value="choose">
            {t('consent.save')}
          </ConsentButton>
          <ConsentButton type="button" popoverTarget={id} popoverTargetAction="hide">
            {t('consent.close')}
          </ConsentButton>
        </div>
      </form>
    </div>
  )
}
