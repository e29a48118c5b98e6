import type { Card, CardColours } from '../../assets/cards/draw-card.ts'
import { hasFace } from '../../assets/cards/faces.ts'
import { type CardShape, cardShapes } from '../../assets/cards/shapes.ts'
import { pictureHash } from '../../assets/pictures/hash.ts'
import { findStory } from '../../index/queries/story-queries.ts'
import { sectionLabel, siteName } from '../../newsroom/labels.ts'
import { localText } from '../../newsroom/local-text.ts'
import { type ChosenColours, palettes } from '../../newsroom/palette.ts'
import type { PageContext } from '../../page/page-context.ts'
import { pageWords } from '../../page/page-words.ts'
import { cardPath } from '../../urls/paths.ts'
import { pathOf, type Target } from '../../urls/target.ts'

/** Raise it when anything about the look of cards changes, including the typefaces: then all get new URLs. */
const design = 1

/**
 * The card of a page. There is none for stories with a picture of their own, for what is not public yet, nor for a
 * newsroom whose name no typeface of ours can set. A headline that none can set is left out.
 */
export function cardOf(context: PageContext, target: Target): Card | undefined {
  const { lang, newsroom, db } = context
  const masthead = siteName(newsroom, lang)
  if (target.kind === 'receipt' || !hasFace(masthead)) return undefined
  const story = target.kind === 'story' ? findStory(db, target, lang) : undefined
  if (story?.held || story?.fields.image) return undefined
  const name = pageWords(context, target)?.name
  if (name === undefined) return undefined
  const { tagline, look } = newsroom.site
  // The front page's name is the masthead already.
  const headline = target.kind === 'front' ? tagline && localText(tagline, lang).text : name
  const section = story && sectionLabel(newsroom, story.fields.section, lang).text
  return {
    lang,
    masthead,
    ...(section !== undefined && hasFace(section) && { section }),
    ...(headline !== undefined && hasFace(headline) && { headline }),
    colours: coloursIn(look.colours ?? {}),
  }
}

function coloursIn(chosen: ChosenColours): CardColours {
  const { paper, ink, accent, band, 'band-ink': bandInk } = palettes(chosen).light
  return { paper, ink, accent, band, bandInk }
}

/** What identifies a card, 16 hexadecimal digits: any change of its words or its look gives another. */
export function cardHash(card: Card): string {
  return pictureHash(Buffer.from(JSON.stringify([design, card])))
}

/** The absolute address and the size of a page's card; undefined when it has none. */
export function cardPicture(context: PageContext, target: Target, shape: CardShape) {
  return cardPictures(context, target, [shape])[0]
}

/** The same in several shapes; empty when it has no card. */
export function cardPictures(context: PageContext, target: Target, shapes: readonly CardShape[]) {
  const card = cardOf(context, target)
  const path = card && pathOf(context, target, context.lang)
  if (!path) return []
  const { masthead, section, headline } = card
  const hash = cardHash(card)
  return shapes.map((shape) => ({
    url: context.siteUrl + cardPath(hash, shape, path),
    // The words on the card.
    alt: [headline, section, masthead].filter((words) => words !== undefined).join(' – '),
    ...cardShapes[shape],
    type: 'image/png',
  }))
}
