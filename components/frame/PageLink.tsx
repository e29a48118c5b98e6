import { standingPageTitles } from '#lib/index/queries/newsroom-queries.ts'
import { localText } from '#lib/newsroom/local-text.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { cookiesPage, pagePath } from '#lib/urls/paths.ts'

/** Links to a standing page in the reader's language, or in the one it is written in, marked as such; else nothing. */
export function PageLink({
  context: { db, lang, t, newsroom },
  name,
}: {
  context: PageContext
  name: string
}) {
  const titles = standingPageTitles(db, name, newsroom.site.languages)
  // This page exists in every language, even if nobody has written a text for it.
  if (name === cookiesPage) return <a href={pagePath(lang, name)}>{titles[lang] ?? t('consent.title')}</a>
  const { text, lang: other } = localText(titles, lang)
  if (!text) return null
  return (
    <a href={pagePath(other ?? lang, name)} lang={other} hrefLang={other}>
      {text}
    </a>
  )
}
