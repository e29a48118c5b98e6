import { expect, it } from 'vitest'
import { readRange } from './range.ts'

it.each([
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=0-', { start: 0, end: 999 }],
  ['Bytes= 900-2000 ', { start: 900, end: 999 }],
  ['bytes=999-999', { start: 999, end: 999 }],
  ['bytes=-1', { start: 999, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=5000-6000', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  [null, 'whole'],
  ['', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=9-3', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['lines=0-1', 'whole'],
  ['bytes=a-b', 'whole'],
  ['bytes=0x1-', 'whole'],
  ['bytes=99999999999999999999-', 'whole'],
  ['bytes=٠-٩', 'whole'],
])('of 1000 bytes %j is %j', (header, expected) => {
  expect(readRange(header, 1000)).toEqual(expected)
})
