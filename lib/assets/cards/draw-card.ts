import sharp, { type OverlayOptions } from 'sharp'
import { direction } from '../../i18n/language.ts'
import type { Characters } from './characters.ts'
import { type SetText, setText } from './set-text.ts'
import { settable } from './settable.ts'
import { type CardShape, cardShapes } from './shapes.ts'

// The finished card is cached as a file, and it is drawn in one thread while readers are served.
sharp.cache(false)
sharp.concurrency(1)

/** What a card says, and the colours of the newsroom's pages, as `#rrggbb`. */
export type Card = {
  lang: string
  masthead: string
  section?: string
  headline?: string
  colours: CardColours
}

export type CardColours = { paper: string; ink: string; accent: string; band: string; bandInk: string }

const margin = 72
const bandHeight = 116
const rule = 14
const gap = 34
/** The sizes tried for headlines, on wide cards and on tall ones. */
const headlineSizes = { wide: [92, 80, 70, 60, 52], tall: [120, 104, 92, 80, 70, 60] }
/** Arabic letters look small for their font size. */
const arabicScale = 1.2

/**
 * Draws a card as a PNG: masthead on a band, section and headline on paper, aligned to the side its language starts at.
 * Without a headline, the masthead takes its place.
 */
export async function drawCard(card: Card, shape: CardShape, characters: Characters): Promise<Buffer> {
  const { width, height } = cardShapes[shape]
  const { lang } = card
  const { paper, ink, accent, band, bandInk } = card.colours
  const rtl = direction(lang) === 'rtl'
  const set = async (text: string | undefined, colour: string, sizes: readonly number[], max: number) => {
    const clean = text === undefined ? undefined : settable(text, characters)
    if (clean === undefined) return undefined
    const scaled = sizes.map((size) => Math.round(rtl ? size * arabicScale : size))
    return setText(clean, { lang, rtl, colour, sizes: scaled, width: width - 2 * margin, height: max })
  }
  const section = await set(card.section, accent, [38], 70)
  const room = height - bandHeight - rule - 2 * margin - (section ? section.height + gap : 0)
  const sizes = headlineSizes[height > 700 ? 'tall' : 'wide']
  const headline = await set(card.headline, ink, sizes, room)
  const masthead = await (headline
    ? set(card.masthead, bandInk, [46, 36], bandHeight - 24)
    : set(card.masthead, ink, sizes, room))

  const layers = [bar(0, bandHeight, width, band), bar(height - rule, rule, width, accent)]
  if (headline && masthead)
    layers.push(placed(masthead, Math.round((bandHeight - masthead.height) / 2), width, rtl))
  const stacked = [section, headline ?? masthead].filter((text) => text !== undefined)
  const used = stacked.reduce((sum, text) => sum + text.height, 0) + gap * Math.max(0, stacked.length - 1)
  let top = bandHeight + Math.round((height - bandHeight - rule - used) / 2)
  for (const text of stacked) {
    layers.push(placed(text, top, width, rtl))
    top += text.height + gap
  }
  return sharp({ create: { width, height, channels: 3, background: paper } })
    .composite(layers)
    .png({ compressionLevel: 9 })
    .toBuffer()
}

function bar(top: number, height: number, width: number, background: string): OverlayOptions {
  return { input: { create: { width, height, channels: 3, background } }, top, left: 0 }
}

function placed({ data, ...size }: SetText, top: number, width: number, rtl: boolean): OverlayOptions {
  return {
    input: data,
    raw: { ...size, channels: 4 },
    top,
    left: rtl ? width - margin - size.width : margin,
  }
}
