import type { PictureFacts } from '../assets/pictures/facts.ts'
import { plainFormat, plainPicture, variantsOf, variantTypes } from '../assets/pictures/variants.ts'
import type { PictureMarkup } from '../markdown/fill.ts'
import { picturePath } from '../urls/paths.ts'

/**
 * How wide pictures are on pages, derived from the styles around them: a single column leaves a gutter of 4 % on either
 * side. e2e/picture-sizes.spec.ts compares.
 */
export const pictureSizes = {
  lead: '(min-width: 61rem) 56rem, 92vw',
  /** In a text, where wide pictures break out of its column. */
  body: '(min-width: 61rem) 56rem, 92vw',
  /** In a text, as wide as its column. */
  column: '(min-width: 40rem) 36rem, 92vw',
  frontLead: '(min-width: 79rem) 37rem, (min-width: 66rem) 46vw, (min-width: 44rem) 50vw, 92vw',
  /** For a lead without a list of the latest stories beside it. */
  frontLeadAlone: '(min-width: 79rem) 47rem, (min-width: 66rem) 60vw, (min-width: 44rem) 50vw, 92vw',
  sectionLead: '(min-width: 79rem) 46.25rem, (min-width: 58rem) 59vw, 92vw',
  teaser: '(min-width: 66rem) 23rem, (min-width: 44rem) 46vw, 92vw',
  /** Beside its headline, or above it in a row of four. */
  thumbnail: '(min-width: 78rem) 19rem, (min-width: 44rem) 25vw, 36vw',
  /** The second story of a front page that has few. */
  sparse: '(min-width: 66rem) 23rem, (min-width: 44rem) 29vw, 36vw',
} as const

export type PicturePlace = keyof typeof pictureSizes

/** Where no screen needs more than 800 pixels, and a few kilobytes more or less matter less than the markup for them. */
const smallPlaces: readonly PicturePlace[] = ['teaser', 'thumbnail', 'sparse']
const smallWidth = 800

/** Where a picture of this shape stands in a text: what is taller than wide would fill a screen if it broke out. */
export function placeInText({ width, height }: Pick<PictureFacts, 'width' | 'height'>): PicturePlace {
  return width > height * 1.1 ? 'body' : 'column'
}

/** The markup for a picture. @param place where on a page it is shown */
export function pictureMarkup(facts: PictureFacts, place: PicturePlace): PictureMarkup {
  const { width, height, colour, credit } = facts
  const plain = variantsOf(facts, plainFormat(facts))
  const small = smallPlaces.includes(place)
  const most = small ? smallWidth : Number.POSITIVE_INFINITY
  const formats = small ? (['avif'] as const) : (['avif', 'webp'] as const)
  return {
    sources: formats.map((format) => ({
      type: variantTypes[format],
      srcSet: variantsOf(facts, format)
        .filter((variant, index) => index === 0 || variant.width <= most)
        .map((variant) => `${picturePath(facts, variant)} ${variant.width}w`)
        .join(', '),
    })),
    sizes: pictureSizes[place],
    // Old browsers run on old machines, so the only width they get is a medium one.
    src: picturePath(facts, plain[1] ?? plain[0]),
    width,
    height,
    className: [
      colour === undefined ? seeThrough : placeholderClass(colour),
      isPale(colour) && 'pale',
      place === 'body' && 'wide',
    ]
      .filter(Boolean)
      .join(' '),
    ...(credit !== undefined && { credit }),
  }
}

/** The address of a picture for programs that take only one. */
export function plainPicturePath(facts: PictureFacts): string {
  return picturePath(facts, plainPicture(facts))
}

/** The class of pictures with transparency: they were drawn for white paper; see app/base.css. */
const seeThrough = 'see-through'

/** The class of pictures of a colour, `c-abc`. A style attribute would need an exception in the content security policy. */
export function placeholderClass(colour: string): string {
  return colour.replace('#', 'c-')
}

/** Whether a picture is as light as paper, like most charts and maps: it glares on a dark page. */
function isPale(colour: string | undefined): boolean {
  return /^#(?:[c-f].?){3}$/.test(colour ?? '')
}

/** The CSS rule that a page needs for pictures of a colour. */
export function placeholderRule(colour: string): string {
  return `img.${placeholderClass(colour)}{background:${colour}}`
}
