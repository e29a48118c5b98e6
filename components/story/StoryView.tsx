import { picturesOf } from '#lib/index/queries/picture-queries.ts'
import { relatedStories, type Story } from '#lib/index/queries/story-queries.ts'
import { listSizes } from '#lib/newsroom/list-sizes.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import { proseHtml } from '#lib/page/story-prose.ts'
import { storyPath } from '#lib/urls/paths.ts'
import { Teaser } from '../lists/Teaser.tsx'
import { PictureColours } from '../PictureColours.tsx'
import { LeadPicture } from './LeadPicture.tsx'
import { Prose } from './Prose.tsx'
import { StoryHead } from './StoryHead.tsx'
import { StoryLinks } from './StoryLinks.tsx'
import { StoryNotes } from './StoryNotes.tsx'
import styles from './StoryView.module.css'

/** A story as readers see it. */
export async function StoryView({ context, story }: { context: PageContext; story: Story }) {
  const { t, db, siteUrl } = context
  const html = await proseHtml(context, story)
  const related = relatedStories(db, story, listSizes.related)
  return (
    <>
      <article className={styles.article}>
        <StoryHead context={context} story={story} />
        <LeadPicture story={story} />
        <div className={styles.body}>
          <PictureColours pictures={[...picturesOf(db, story.path).values()]} />
          <Prose html={html} />
        </div>
        <StoryNotes context={context} story={story} />
        <StoryLinks context={context} story={story} />
        {/* On paper only: where it stands, for whoever wants to see whether it still says the same. */}
        <p className={styles.address} dir="ltr">
          {siteUrl + storyPath(story)}
        </p>
      </article>
      {related.length > 0 && (
        <aside className={styles.next} aria-labelledby="page.related">
          <h2 id="page.related">{t('story.related')}</h2>
          <div className={styles.row}>
            {related.map((other) => (
              <Teaser key={other.id} context={context} story={other} weight="next" heading="h3" />
            ))}
          </div>
        </aside>
      )}
    </>
  )
}
