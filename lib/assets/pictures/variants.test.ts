import { describe, expect, it } from 'vitest'
import type { PictureFacts } from './facts.ts'
import { cropOf, plainPicture, variantNamed, variantsOf } from './variants.ts'

const facts = (width: number, height: number): PictureFacts => ({
  hash: '0123456789abcdef',
  width,
  height,
  colour: '#abc',
})

describe('the widths of a picture', () => {
  it.each([
    [1, 1, [[400, 1, 1]]],
    [400, 300, [[400, 400, 300]]],
    [
      401,
      300,
      [
        [400, 400, 299],
        [800, 401, 300],
      ],
    ],
    [
      1200,
      800,
      [
        [400, 400, 267],
        [800, 800, 533],
        [1200, 1200, 800],
      ],
    ],
    [
      6000,
      4000,
      [
        [400, 400, 267],
        [800, 800, 533],
        [1200, 1200, 800],
        [1600, 1600, 1067],
      ],
    ],
    [
      5000,
      1,
      [
        [400, 400, 1],
        [800, 800, 1],
        [1200, 1200, 1],
        [1600, 1600, 1],
      ],
    ],
    // A phone's screenshot, whole; an extremely tall chart, as large as readers' screens can show it.
    [
      1600,
      3750,
      [
        [400, 400, 938],
        [800, 800, 1875],
        [1200, 1200, 2813],
        [1600, 1600, 3750],
      ],
    ],
    [
      1600,
      16_000,
      [
        [400, 400, 4000],
        [800, 774, 7740],
      ],
    ],
  ])('%i×%i: none is larger than it', (width, height, expected) => {
    const found = variantsOf(facts(width, height), 'avif')
    expect(found.map((variant) => [Number(variant.name), variant.width, variant.height])).toEqual(expected)
  })
})

describe('the crops of a picture', () => {
  it.each([
    [1200, 800, '16x9', 1200, 675],
    [1200, 800, '4x3', 1066, 800],
    [1200, 800, '1x1', 800, 800],
    [6000, 4000, '1x1', 1200, 1200],
    [800, 1200, '16x9', 800, 450],
    [1, 1, '16x9', 1, 1],
  ] as const)('%i×%i as %s: %i×%i', (width, height, shape, cutWidth, cutHeight) => {
    expect(cropOf(facts(width, height), shape)).toMatchObject({ width: cutWidth, height: cutHeight })
  })
})

describe('a variant’s name', () => {
  it.each(['400.avif', '800.webp', '1200.jpg', '16x9.jpg', '4x3.jpg', '1x1.jpg'])(
    '%s is recognised',
    (file) => {
      expect(variantNamed(facts(1200, 800), file)).toBeDefined()
    },
  )

  it.each([
    '1600.avif',
    '500.avif',
    '800.png',
    '800.gif',
    '800.svg',
    '16x9.avif',
    '0800.avif',
    '800.avif/',
    '800.AVIF',
    '٨٠٠.avif',
    '八百.avif',
    '__proto__',
    '../400.avif',
    '',
  ])('%s is not', (file) => {
    expect(variantNamed(facts(1200, 800), file)).toBeUndefined()
  })

  it('of a picture with transparent parts ends in .png', () => {
    const { colour: _, ...transparent } = facts(1200, 800)
    expect(plainPicture(transparent)).toMatchObject({ name: '1200', format: 'png' })
    expect(variantNamed(transparent, '800.jpg')).toBeUndefined()
    expect(variantNamed(transparent, '16x9.jpg')).toBeDefined()
  })
})
