import { sectionLabel, siteName } from '../content/labels.ts'
import { localText } from '../content/local-text.ts'
import { findStory } from '../content/story-queries.ts'
import type { PageContext } from '../page-context.ts'
import { pictureHash } from '../pictures/hash.ts'
import { cardPath } from '../routes/paths.ts'
import { pathOf, type Target } from '../routes/target.ts'
import { pageWords } from '../seo/page-words.ts'
import type { Card } from './draw-card.ts'
import { hasFace } from './faces.ts'
import { type CardShape, cardShapes } from './shapes.ts'

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
