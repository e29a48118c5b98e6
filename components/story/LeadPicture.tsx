import type { Story } from '#lib/index/queries/story-queries.ts'
import { Picture } from '../Picture.tsx'
import styles from './LeadPicture.module.css'

/** The picture at the head of a story, with its caption and credit. */
export function LeadPicture({ story }: { story: Story }) {
  const { image } = story.fields
  if (!image) return null
  return (
    <figure className={styles.figure}>
      <Picture facts={image.picture} alt={image.alt} place="lead" first />
      {(image.caption || image.credit) && (
        <figcaption>
          {image.caption} {image.credit && <span className={styles.credit}>{image.credit}</span>}
        </figcaption>
      )}
    </figure>
  )
}
