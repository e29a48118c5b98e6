import { countByAuthor, storiesByAuthor } from '#lib/index/queries/story-queries.ts'
import { listSizes } from '#lib/newsroom/list-sizes.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { LocalText } from '../LocalText.tsx'
import { PageHead } from './PageHead.tsx'
import { StoryList } from './StoryList.tsx'

/** An author's description, and everything they wrote. */
export function AuthorPage({ context, author }: { context: PageContext; author: string }) {
  const { lang, t, db, newsroom } = context
  const { name = author, role, bio, links = [] } = newsroom.authors[author] ?? {}
  const total = countByAuthor(db, lang, author)
  return (
    <>
      <PageHead over={t('list.author')} title={<LocalText of={name} lang={lang} />}>
        {role !== undefined && (
          <p>
            <LocalText of={role} lang={lang} />
          </p>
        )}
        {bio !== undefined && (
          <p>
            <LocalText of={bio} lang={lang} />
          </p>
        )}
        {links.length > 0 && (
          <ul>
            {links.map(({ label, url }) => (
              <li key={url}>
                <a href={url}>{label}</a>
              </li>
            ))}
          </ul>
        )}
        <p>{t('list.stories', { count: total })}</p>
      </PageHead>
      <StoryList
        context={context}
        stories={storiesByAuthor(db, lang, author, listSizes.list)}
        total={total}
      />
    </>
  )
}
