import { expect, it } from 'vitest'
import { earliest } from './earliest.ts'

it('is the first of the known moments, if there are any', () => {
  expect(earliest(3, undefined, 1, 2)).toBe(1)
  expect(earliest(undefined, 0)).toBe(0)
  expect(earliest(undefined)).toBeUndefined()
  expect(earliest()).toBeUndefined()
})
