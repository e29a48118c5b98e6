import type { Card } from '../../assets/cards/draw-card.ts'
import { hasFace } from '../../assets/cards/faces.ts'
import { type CardShape, cardShapes } from '../../assets/cards/shapes.ts'
import { pictureHash } from '../../assets/pictures/hash.ts'
import { findStory } from '../../index/queries/story-queries.ts'
import { sectionLabel, siteName } from '../../newsroom/labels.ts'
import { localText } from '../../newsroom/local-text.ts'
import type { PageContext } from '../../page/page-context.ts'
import { pageWords } from '../../page/page-words.ts'
import { cardPath } from '../../urls/paths.ts'
import { pathOf, type Target } from '../../urls/target.ts'

/** Raise it when anything about the look of cards changes, the typefaces included: then all have other URLs. */
const design = 1

/**
 * The card of a page. Stories with a picture of their own have none, nor has what is not public yet, nor a newsroom whose
 * name no typeface of ours can set. A headline none can set is left out.
 */
export function cardOf(context: PageContext, target: Target): Card | undefined {
  const { lang, newsroom, db } = context
  const masthead = siteName(newsroom, lang)
  if (target.kind === 'receipt' || !hasFace(masthead)) return undefined
  const story = target.kind === 'story' ? findStory(db, target, lang) : undefined
  if (story?.held || story?.fields.image) return undefined
  const name = pageWords(context, target)?.name
  if (name === undefined) return undefined
  const { tagline } = newsroom.site
  // The front page's name is the masthead.
  const headline = target.kind === 'front' ? tagline && localText(tagline, lang).text : name
  const section = story && sectionLabel(newsroom, story.fields.section, lang).text
  return {
    lang,
    masthead,
    ...(section !== undefined && hasFace(section) && { section }),
    ...(headline !== undefined && hasFace(headline) && { headline }),
  }
}

/** What a card is known by, 16 hexadecimal digits: one that says or looks anything else has another. */
export function cardHash(card: Card): string {
  return pictureHash(Buffer.from(JSON.stringify([design, card])))
}

/** Where a page's card is, absolute, and how large; nothing when it has none. */
export function cardPicture(context: PageContext, target: Target, shape: CardShape) {
  return cardPictures(context, target, [shape])[0]
}

/** The same in several shapes; none when it has no card. */
export function cardPictures(context: PageContext, target: Target, shapes: readonly CardShape[]) {
  const card = cardOf(context, target)
  const path = card && pathOf(context, target, context.lang)
  if (!path) return []
  const { masthead, section, headline } = card
  const hash = cardHash(card)
  return shapes.map((shape) => ({
    url: context.siteUrl + cardPath(hash, shape, path),
    // In words, what stands on it.
    alt: [headline, section, masthead].filter((words) => words !== undefined).join(' – '),
    ...cardShapes[shape],
    type: 'image/png',
  }))
}
