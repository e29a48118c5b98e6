import { typeset } from '#lib/i18n/typography.ts'
import type { Story } from '#lib/index/queries/story-queries.ts'
import { Picture } from '../Picture.tsx'
import styles from './LeadPicture.module.css'

/** The picture at the head of a story, with its caption and credit. */
export function LeadPicture({ story: { lang, fields } }: { story: Story }) {
  const { image } = fields
  if (!image) return null
  return (
    <figure className={styles.figure}>
      <Picture facts={image.picture} alt={image.alt} place="lead" first />
      {(image.caption || image.credit) && (
        <figcaption>
          {image.caption && typeset(image.caption, lang)}{' '}
          {image.credit && <span className={styles.credit}>{image.credit}</span>}
        </figcaption>
      )}
    </figure>
  )
}
