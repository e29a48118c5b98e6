import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import type { Characters } from './characters.ts'
import { type Card, drawCard } from './draw-card.ts'
import { prepareFonts } from './fonts.ts'
import { type CardShape, cardShapes } from './shapes.ts'

let characters: Characters

beforeAll(async () => {
  characters = await prepareFonts(temporaryFolder())
})

const colours = { paper: '#fdfcf9', ink: '#1a1c1f', accent: '#8f2d1d', band: '#14324a', bandInk: '#f7f2e8' }
const cards: Card[] = [
  { lang: 'en', masthead: 'The Post', section: 'World', headline: 'Ferry returns to the islands', colours },
  {
    lang: 'ar',
    masthead: 'بريد',
    section: 'العالم',
    headline: 'عودة العبّارة إلى الجزر مع BBC News',
    colours,
  },
  { lang: 'zh-Hans', masthead: '邮报', section: '国际', headline: '渡轮恢复往返群岛，“明日”首航', colours },
  { lang: 'hi', masthead: 'डाक', section: 'विश्व', headline: 'द्वीपों के लिए फ़ेरी फिर शुरू', colours },
  { lang: 'ru', masthead: 'Вестник', section: 'В мире', headline: 'Паром снова ходит на острова', colours },
]

/** The number of dark pixels in each half of the paper, left half first. */
async function inkOf(card: Card, shape: CardShape = 'preview'): Promise<[number, number]> {
  const { width, height } = cardShapes[shape]
  const paper = { left: 0, top: 130, width, height: height - 130 - 20 }
  const { data, info } = await sharp(await drawCard(card, shape, characters))
    .extract(paper)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const halves: [number, number] = [0, 0]
  data.forEach((value, at) => {
    if (value < 100) halves[Math.floor(at / info.channels) % info.width < info.width / 2 ? 0 : 1] += 1
  })
  return halves
}

describe('drawCard', () => {
  it.each(cards)('sets the text of $lang from the side the language starts at', async (card) => {
    const [left, right] = await inkOf({ ...card, headline: card.headline?.slice(0, 5) ?? '' })
    expect(card.lang === 'ar' ? [right > 1000, left] : [left > 1000, right]).toEqual([true, 0])
  })

  it.each(Object.entries(cardShapes))('has the shape %s, and is a PNG', async (shape, size) => {
    for (const card of cards) {
      const bytes = await drawCard(card, shape as CardShape, characters)
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', ...size })
      expect(bytes.length).toBeLessThan(200_000)
    }
  })

  it('is the same whenever it is drawn', async () => {
    for (const card of cards) {
      const [first, second] = [
        await drawCard(card, '1x1', characters),
        await drawCard(card, '1x1', characters),
      ]
      expect(first.equals(second)).toBe(true)
    }
  })

  it('gives another headline another card', async () => {
    for (const card of cards)
      expect(await inkOf({ ...card, headline: `${card.headline} 2` })).not.toEqual(await inkOf(card))
  })

  it.each(['เรือกลับมาแล้ว', 'Ferry เรือ', '🚢'])(
    'shows the masthead instead of a headline that no typeface can set: %s',
    async (headline) => {
      const [{ lang, masthead, colours }] = cards as [Card]
      expect(await drawCard({ lang, masthead, headline, colours }, 'preview', characters)).toEqual(
        await drawCard({ lang, masthead, colours }, 'preview', characters),
      )
    },
  )

  it.each([
    ['a headline of 10,000 letters', 'ذهاب وإياب '.repeat(1000), 'ar'],
    ['one word of 10,000 letters', 'W'.repeat(10_000), 'en'],
    ['10,000 signs', '渡'.repeat(10_000), 'zh-Hans'],
    ['a tower of accents', `Z${'\u0301'.repeat(2000)}`, 'en'],
    ['what looks like markup', '</span><span size="999999">&lt; A', 'en'],
    ['nothing but joiners and controls', '\u200d\u202e\u0000\u200b', 'ar'],
  ])('draws a card whatever the headline is: %s', async (_, headline, lang) => {
    const bytes = await drawCard({ lang, masthead: 'The Post', headline, colours }, 'preview', characters)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630 })
  })

  it('draws a card whatever the masthead is', async () => {
    for (const masthead of ['The Post of the Seven Islands and the World '.repeat(20), 'เรือ', ''])
      expect(
        (await drawCard({ lang: 'en', masthead, headline: 'A', colours }, '1x1', characters)).length,
      ).toBeGreaterThan(0)
  })
})
