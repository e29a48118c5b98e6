import { expect, it } from 'vitest'
import { errorText } from './error-text.ts'

it.each([
  [new Error('The disk is full.'), 'The disk is full.'],
  [new TypeError('fetch failed'), 'fetch failed'],
  // Node throws this when a host has two addresses and neither answers.
  [new AggregateError([new Error('refused')]), 'AggregateError'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
])('says %o as %s', (thrown, text) => {
  expect(errorText(thrown)).toBe(text)
})
