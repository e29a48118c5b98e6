import { describe, expect, it } from 'vitest'
import { longestSide } from './facts.ts'
import { intermediateSize } from './intermediate.ts'
import { allVariants } from './variants.ts'

describe('the size to which a picture is decoded', () => {
  it.each([
    ['jpeg', 300, 200, 300, 200],
    ['jpeg', 2400, 1600, 2400, 1600],
    // Exactly what JPEG's shortcut gives, which is more than any variant needs.
    ['jpeg', 6000, 4000, 2000, 1333],
    ['png', 6000, 4000, 2700, 1800],
    ['jpeg', 4000, 3000, 2400, 1800],
    ['avif', 3000, 4000, 2400, 3200],
  ] as const)('%s of %i×%i: %i×%i', (format, width, height, toWidth, toHeight) => {
    expect(intermediateSize(format, { width, height })).toEqual({ width: toWidth, height: toHeight })
  })

  it('is never smaller than a variant, nor larger than the picture', () => {
    const sides = [1, 2, 3, 399, 401, 1199, 1201, 1601, 3001, 4799, 4801, 5999, 6001, 7071, longestSide]
    for (const width of sides)
      for (const height of sides)
        for (const format of ['jpeg', 'png'] as const) {
          const size = intermediateSize(format, { width, height })
          expect(size.width).toBeLessThanOrEqual(width)
          expect(size.height).toBeLessThanOrEqual(height)
          for (const variant of allVariants({ hash: '', width, height })) {
            expect(variant.width).toBeLessThanOrEqual(size.width)
            expect(variant.height).toBeLessThanOrEqual(size.height)
          }
        }
  })
})
