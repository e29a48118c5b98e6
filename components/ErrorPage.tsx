import { sectionsInUse } from '#lib/index/queries/story-queries.ts'
import { sectionLabel } from '#lib/newsroom/labels.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { archivePath, frontPath, sectionPath } from '#lib/urls/paths.ts'
import { PageHead } from './lists/PageHead.tsx'

/** The page for what is missing or gone: what happened, and where to go from here. */
export function ErrorPage({ context, status }: { context: PageContext; status: 404 | 410 }) {
  const { lang, t, newsroom, db } = context
  const gone = status === 410
  return (
    <PageHead over={String(status)} title={t(gone ? 'error.goneTitle' : 'error.notFoundTitle')}>
      <p>{t(gone ? 'error.goneText' : 'error.notFoundText')}</p>
      <p>{t('error.suggestion')}</p>
      <ul>
        <li>
          <a href={frontPath(lang)}>{t('layout.frontPage')}</a>
        </li>
        {sectionsInUse(db, lang, newsroom.sectionIds).map((id) => {
          const { text, lang: other } = sectionLabel(newsroom, id, lang)
          return (
            <li key={id}>
              <a href={sectionPath(lang, id)} lang={other}>
                {text}
              </a>
            </li>
          )
        })}
        <li>
          <a href={archivePath(lang)}>{t('layout.archive')}</a>
        </li>
      </ul>
    </PageHead>
  )
}
