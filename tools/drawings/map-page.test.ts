import { beforeAll, describe, expect, it } from 'vitest'
import { map } from './declarations.ts'
import { mapPage } from './map-page.ts'
import { readWorld, type World } from './world.ts'

const names = (istanbul: string, sea: string, scale: string) => ({
  istanbul,
  sea,
  scale,
  source: 'Natural Earth',
})
const declared = map.parse({
  name: 'istanbul-map',
  folder: '2025/05/16',
  window: [
    [23, 38],
    [43, 50],
  ],
  scale: 300,
  places: [
    { id: 'istanbul', at: [28.98, 41.01], kind: 'here' },
    { id: 'sea', at: [34, 43], kind: 'sea' },
  ],
  words: {
    en: names('Istanbul & around', 'Black Sea', '300 km'),
    ar: names('إسطنبول', 'البحر الأسود', '300 كم'),
    'zh-Hans': names('伊斯坦布尔', '黑海', '300公里'),
  },
})

let world: World
beforeAll(() => {
  world = readWorld('110m')
})

const drawn = (lang: string, one = declared) => mapPage(one, one.words[lang] ?? {}, lang, world, world)

describe('a locator map', () => {
  it.each([
    ['en', 'Istanbul &amp; around'],
    ['ar', 'إسطنبول'],
    ['zh-Hans', '伊斯坦布尔'],
  ])('names its places in %s, where they are', (lang, name) => {
    const page = drawn(lang)
    expect(page).toContain(`>${name}</text>`)
    const [, x, y] = /<circle cx="([\d.]+)" cy="([\d.]+)" r="5.5"/.exec(page) ?? []
    // The window's 20 degrees fill the width, with 5.98 of them west of the place; the middle of the height is near 44.
    expect(Number(x) / 400).toBeCloseTo(5.98 / 20, 2)
    expect(Number(y)).toBeGreaterThan(220)
    expect(Number(y)).toBeLessThan(440)
  })

  it('has a scale that is accurate where the story is', () => {
    const [, length] = /h([\d.]+)v-5/.exec(drawn('en')) ?? []
    const kilometresAcross = (20 / 360) * 40_030 * Math.cos((41.01 * Math.PI) / 180)
    expect(Number(length)).toBeCloseTo((300 / kilometresAcross) * 400, 0)
  })

  it('leaves out borders that must not be drawn', () => {
    const everywhere = map.parse({
      ...declared,
      undrawn: [
        [
          [-180, -90],
          [180, 90],
        ],
      ],
    })
    expect(drawn('en')).toMatch(/<path d="M[^"]+" fill="none" stroke="#a08f74"/)
    expect(drawn('en', everywhere)).not.toMatch(/<path d="M[^"]+" fill="none" stroke="#a08f74"/)
  })

  it('is refused unless every place has a name', () => {
    const { error } = map.safeParse({ ...declared, words: { ar: { istanbul: 'إسطنبول' } } })
    expect(error?.issues.map(({ message }) => message)).toContain('ar has no word for sea.')
  })
})

describe('the world', () => {
  it('has land, and no islet that is inside out', () => {
    expect(world.countries.coordinates.length).toBeGreaterThan(200)
    expect(world.borders.coordinates.length).toBeGreaterThan(100)
  })
})
