import type { StandingPage } from '#lib/content/newsroom-queries.ts'
import { picturesOf } from '#lib/content/picture-queries.ts'
import type { PageContext } from '#lib/page-context.ts'
import { proseHtml } from '#lib/prose/story-prose.ts'
import { PageHead } from './lists/PageHead.tsx'
import { PictureColours } from './PictureColours.tsx'
import { Moment } from './story/Moment.tsx'
import { Prose } from './story/Prose.tsx'

/** A standing page: about, privacy, corrections and the like. */
export async function StandingPageView({ page, standing }: { page: PageContext; standing: StandingPage }) {
  const { title, updated } = standing.fields
  const html = await proseHtml(page, standing)
  return (
    <article>
      <PageHead title={title}>
        {updated !== undefined && (
          <p>
            {page.t('page.updated')} <Moment page={page} time={updated} short />
          </p>
        )}
      </PageHead>
      <PictureColours pictures={[...picturesOf(page.db, standing.path).values()]} />
      <Prose html={html} />
    </article>
  )
}
