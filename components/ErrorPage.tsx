import type { PageContext } from '#lib/page/page-context.ts'
import { archivePath, frontPath, sectionPath } from '#lib/urls/paths.ts'
import { LocalText } from './LocalText.tsx'
import { PageHead } from './lists/PageHead.tsx'

/** The page for what is missing or gone: what happened, and where to go from here. */
export function ErrorPage({ context, status }: { context: PageContext; status: 404 | 410 }) {
  const { lang, t, newsroom } = context
  const gone = status === 410
  return (
    <PageHead over={String(status)} title={t(gone ? 'error.goneTitle' : 'error.notFoundTitle')}>
      <p>{t(gone ? 'error.goneText' : 'error.notFoundText')}</p>
      <p>{t('error.suggestion')}</p>
      <ul>
        <li>
          <a href={frontPath(lang)}>{t('layout.frontPage')}</a>
        </li>
        {newsroom.site.sections.map(({ id, name }) => (
          <li key={id}>
            <a href={sectionPath(lang, id)}>
              <LocalText of={name} lang={lang} />
            </a>
          </li>
        ))}
        <li>
          <a href={archivePath(lang)}>{t('layout.archive')}</a>
        </li>
      </ul>
    </PageHead>
  )
}
