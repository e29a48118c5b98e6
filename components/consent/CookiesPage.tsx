import type { StandingPage } from '#lib/index/queries/newsroom-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { noReceipt } from '#lib/urls/paths.ts'
import { PageHead } from '../lists/PageHead.tsx'
import { StandingPageView } from '../StandingPageView.tsx'
import { CategoryChoice } from './CategoryChoice.tsx'
import { ChoiceForm } from './ChoiceForm.tsx'
import { AcceptAndRefuse, ConsentButton } from './ConsentButton.tsx'
import styles from './CookiesPage.module.css'

type Props = {
  context: PageContext
  /** The newsroom's own text about cookies, if there is one. */
  standing: StandingPage | undefined
}

/** Lists the cookies, shows what the reader has chosen, and how to choose otherwise. */
export function CookiesPage({ context, standing }: Props) {
  const { t, newsroom } = context
  const { categories } = newsroom.site.consent
  return (
    <>
      {standing ? (
        <StandingPageView context={context} standing={standing} />
      ) : (
        <PageHead title={t('consent.title')} />
      )}
      <section className={styles.choice} aria-labelledby="page.choice">
        <link rel="stylesheet" href="/consent-state.css" />
        <h2 id="page.choice">{t('consent.yourChoice')}</h2>
        {/* Shown when the address names it, to readers whose choice has no receipt. */}
        <p id={noReceipt} className={styles.noReceipt} tabIndex={-1} hidden>
          {t('consent.receipt.none', { button: t('consent.showReceipt') })}
        </p>
        {/* One of them is shown. All take the same place, so that nothing moves. */}
        <div className={styles.oneOf}>
          <p hidden data-consent="unasked">
            {t('consent.unasked')}
          </p>
          {/* The words are in an attribute: without stylesheets everyone would read them, and they apply to few. */}
          <p hidden data-consent="gpc-unasked" data-words={t('consent.gpc')} />
          <p hidden data-consent="chosen">
            {t('consent.chosen')}
          </p>
        </div>
        <p>{t('consent.change')}</p>
        {categories.length > 1 && (
          <ChoiceForm context={context}>
            <AcceptAndRefuse accept={t('consent.accept')} refuse={t('consent.refuse')} />
          </ChoiceForm>
        )}
        {categories.map((category) => (
          <CategoryChoice key={category.id} context={context} category={category} />
        ))}
        <ChoiceForm context={context}>
          <ConsentButton type="submit" name="decision" value="keep" hidden data-consent="chosen">
            {t('consent.showReceipt')}
          </ConsentButton>
        </ChoiceForm>
      </section>
    </>
  )
}
