import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../testing/temporary.ts'
import { prepareFonts } from './fonts.ts'
import { type Setting, setText } from './set-text.ts'

beforeAll(async () => {
  await prepareFonts(temporaryFolder())
})

const setting: Setting = {
  lang: 'en',
  rtl: false,
  colour: '#000',
  sizes: [80, 60, 40],
  width: 900,
  height: 300,
}
const arabic: Setting = { ...setting, lang: 'ar', rtl: true }
const chinese: Setting = { ...setting, lang: 'zh-Hans' }

/** The size of a text that fits as it is. */
async function sizeOf(text: string, how: Setting) {
  const { width = 0, height = 0 } = (await setText(text, how)) ?? {}
  return { width, height }
}

describe('setText', () => {
  it.each([
    ['Arabic letters join', arabic, 'بتنيب', 'ب\u200cت\u200cن\u200cي\u200cب'],
    ['Devanagari letters make conjuncts', { ...setting, lang: 'hi' }, 'क्ष', 'क\u094d\u200cष'],
  ])('%s', async (_, how, joined, apart) => {
    expect((await sizeOf(joined, how)).width).toBeLessThan((await sizeOf(apart, how)).width * 0.9)
  })

  it('breaks Chinese between any two characters, but not before a comma', async () => {
    const one = await sizeOf('渡轮恢复往返群岛', { ...chinese, sizes: [100] })
    const two = await sizeOf('渡轮恢复往返群岛渡轮恢复', { ...chinese, sizes: [100] })
    expect(one.height).toBeLessThan(110)
    expect(two.height).toBeGreaterThan(200)
    const comma = await sizeOf('渡轮恢复往返群，岛', { ...chinese, sizes: [100], width: 750 })
    expect(comma.width).toBeLessThan(620)
  })

  it.each([
    ['en', setting, 'Ferry '],
    ['ar', arabic, 'عبّارة '],
    ['zh-Hans', chinese, '渡轮'],
  ])('takes the largest size in which all of it fits: %s', async (_, how, word) => {
    const few = await sizeOf(word.repeat(2).trim(), how)
    expect(few).toEqual(await sizeOf(word.repeat(2).trim(), { ...how, sizes: [80] }))
    const many = await sizeOf(word.repeat(20).trim(), how)
    expect(many.height).toBeLessThanOrEqual(300)
    expect(many).not.toEqual(await sizeOf(word.repeat(20).trim(), { ...how, sizes: [80] }))
  })

  it.each([
    ['en', setting, 'Ferry '],
    ['ar', arabic, 'عبّارة '],
    ['zh-Hans', chinese, '渡轮'],
  ])('cuts what does not fit in the smallest: %s', async (_, how, word) => {
    const cut = await setText(word.repeat(300), how)
    expect(cut?.height).toBeGreaterThan(150)
    expect(cut?.height).toBeLessThanOrEqual(300)
    // However much longer the text is, the visible part is the same.
    const longer = await setText(word.repeat(301), how)
    expect(cut && longer?.data.equals(cut.data)).toBe(true)
  })

  it('does not break words to set them larger', async () => {
    const word = 'Donaudampfschifffahrt'
    expect(await sizeOf(word, setting)).toEqual(await sizeOf(word, { ...setting, sizes: [60] }))
  })

  it('starts at the side of its language, whatever its first letter is', async () => {
    const text = 'BBC: عودة العبّارة'
    const [right, left] = [await setText(text, arabic), await setText(text, { ...arabic, rtl: false })]
    expect(left && right?.data.equals(left.data)).toBe(false)
  })

  it('gives nothing where there is no room', async () => {
    for (const how of [setting, arabic, chinese])
      expect(await setText('渡轮 Ferry عبّارة', { ...how, height: 10 })).toBeUndefined()
  })
})
