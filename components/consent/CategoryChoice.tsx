import type { ConsentCategory } from '#lib/newsroom/consent-schema.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { ChoiceForm } from './ChoiceForm.tsx'
import { ConsentButton } from './ConsentButton.tsx'
import styles from './CookiesPage.module.css'
import { CookieTable } from './CookieTable.tsx'
import { categoryName, categoryPurpose } from './category-words.ts'

/** One category of cookies: its purpose, whether this reader allows it, buttons to change that, and its cookies. */
export function CategoryChoice({ context, category }: { context: PageContext; category: ConsentCategory }) {
  const { t } = context
  const { id } = category
  const name = categoryName(context, category)
  return (
    <div className={styles.category}>
      <h3 id={`page.category-${id}`}>{name}</h3>
      <p>{categoryPurpose(context, category)}</p>
      {id === 'necessary' ? (
        <p>
          <strong>{t('consent.always')}</strong>
        </p>
      ) : (
        <>
          <div className={styles.oneOf}>
            <p hidden data-consent={`on-${id}`}>
              <strong>{t('consent.allowed')}</strong>
            </p>
            <p hidden data-consent={`off-${id}`}>
              <strong>{t('consent.notAllowed')}</strong>
            </p>
          </div>
          <ChoiceForm context={context} category={id}>
            <ConsentButton
              type="submit"
              name="decision"
              value="allow"
              aria-label={t('consent.allow', { category: name })}
            >
              {t('consent.allowIt')}
            </ConsentButton>
            <ConsentButton
              type="submit"
              name="decision"
              value="withdraw"
              aria-label={t('consent.withdraw', { category: name })}
            >
              {t('consent.withdrawIt')}
            </ConsentButton>
          </ChoiceForm>
        </>
      )}
      <CookieTable context={context} category={category} label={`page.category-${id}`} />
    </div>
  )
}
