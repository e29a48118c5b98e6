import { resolvePicture } from '#lib/content/pictures.ts'
import type { Story } from '#lib/content/story-queries.ts'
import { picturePath } from '#lib/routes/paths.ts'
import styles from './LeadPicture.module.css'

/** The picture at the head of a story, with its caption and credit. */
export function LeadPicture({ story }: { story: Story }) {
  const { image } = story.fields
  if (!image) return null
  return (
    <figure className={styles.figure}>
      {/* biome-ignore lint/performance/noImgElement: next/image needs script, and pictures are served as they are */}
      <img src={picturePath(resolvePicture(story.path, image.src))} alt={image.alt} fetchPriority="high" />
      {(image.caption || image.credit) && (
        <figcaption>
          {image.caption} {image.credit && <span className={styles.credit}>{image.credit}</span>}
        </figcaption>
      )}
    </figure>
  )
}
