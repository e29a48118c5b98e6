import type { ReactNode } from 'react'
import type { PageContext } from '#lib/page/page-context.ts'
import { cookiesPage, pagePath } from '#lib/urls/paths.ts'
import styles from './CookiesPage.module.css'

type Props = {
  context: PageContext
  /** The category that the buttons are for, if they are for one. */
  category?: string
  /** Buttons, each a `decision`; see lib/consent/form. */
  children: ReactNode
}

/** Makes a choice on the page about cookies, and leads to its receipt. */
export function ChoiceForm({ context, category, children }: Props) {
  return (
    <form action="/consent" method="post" className={styles.buttons}>
      <input type="hidden" name="return" value={pagePath(context.lang, cookiesPage)} />
      <input type="hidden" name="receipt" value="show" />
      {category !== undefined && <input type="hidden" name="category" value={category} />}
      {children}
    </form>
  )
}
