import { typeset } from '#lib/i18n/typography.ts'
import type { StandingPage } from '#lib/index/queries/newsroom-queries.ts'
import { picturesOf } from '#lib/index/queries/picture-queries.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { proseHtml } from '#lib/page/story-prose.ts'
import { PageHead } from './lists/PageHead.tsx'
import { PictureColours } from './PictureColours.tsx'
import styles from './StandingPageView.module.css'
import { Moment } from './story/Moment.tsx'
import { Prose } from './story/Prose.tsx'

/** A standing page: about, privacy, corrections and the like. */
export async function StandingPageView({
  context,
  standing,
}: {
  context: PageContext
  standing: StandingPage
}) {
  const { title, updated } = standing.fields
  const html = await proseHtml(context, standing)
  return (
    <article className={styles.standing}>
      <PageHead title={typeset(title, context.lang)}>
        {updated !== undefined && (
          <p>
            {context.t('page.updated')} <Moment context={context} time={updated} short />
          </p>
        )}
      </PageHead>
      <PictureColours pictures={[...picturesOf(context.db, standing.path).values()]} />
      <Prose html={html} />
    </article>
  )
}
