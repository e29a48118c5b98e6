import { expect, it } from 'vitest'
import { earliest } from './earliest.ts'

it('is the first of the moments that are known, if one is', () => {
  expect(earliest(3, undefined, 1, 2)).toBe(1)
  expect(earliest(undefined, 0)).toBe(0)
  expect(earliest(undefined)).toBeUndefined()
  expect(earliest()).toBeUndefined()
})
