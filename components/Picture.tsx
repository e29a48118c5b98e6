import type { PictureFacts } from '#lib/assets/pictures/facts.ts'
import { type PicturePlace, pictureMarkup } from '#lib/page/picture-markup.ts'
import { PictureColours } from './PictureColours.tsx'

type Props = {
  facts: PictureFacts
  alt: string
  /** Where on a page it is shown. */
  place: PicturePlace
  /** Whether it is the first picture a reader sees, so that it is loaded immediately, before all others. */
  first?: boolean
  className?: string | undefined
}

/** A picture in the format, and near the width, that suits a reader's browser. */
export function Picture({ facts, alt, place, first = false, className = '' }: Props) {
  const markup = pictureMarkup(facts, place)
  return (
    <>
      <PictureColours pictures={[facts]} />
      <picture>
        {markup.sources.map(({ type, srcSet }) => (
          <source key={type} type={type} srcSet={srcSet} sizes={markup.sizes} />
        ))}
        <img
          className={[className, markup.className].filter(Boolean).join(' ') || undefined}
          src={markup.src}
          alt={alt}
          width={markup.width}
          height={markup.height}
          {...(first ? { fetchPriority: 'high' } : { loading: 'lazy' })}
        />
      </picture>
    </>
  )
}
