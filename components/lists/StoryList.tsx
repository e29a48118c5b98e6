import type { Story } from '#lib/index/queries/story-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { archivePath } from '#lib/urls/paths.ts'
import { StoriesByDay } from './StoriesByDay.tsx'

/** Everything on a topic or by an author, by day; says so when there is more than a page holds. */
export function StoryList({
  context,
  stories,
  total,
}: {
  context: PageContext
  stories: Story[]
  total: number
}) {
  const { lang, t } = context
  return (
    <>
      <StoriesByDay context={context} stories={stories} heading="h2" />
      {total > stories.length && (
        <p>
          <a href={archivePath(lang)}>{t('list.limited', { count: stories.length })}</a>
        </p>
      )}
    </>
  )
}
