import { expect, it } from 'vitest'
import { settable } from './settable.ts'

/** Everything but Thai, emoji and the rupee sign. */
const characters = { has: (character: string) => !/[\u0e00-\u0e7f🚢⛴₹]/u.test(character) }

it.each([
  ['Ferry returns', 'Ferry returns'],
  ['🚢 ⛴️ عودة  العبّارة\n', 'عودة العبّارة'],
  ['渡轮🚢恢复', '渡轮恢复'],
  ['cafe\u0301', 'café'],
  // Joiners shape Persian and Hindi.
  ['می\u200cرود', 'می\u200cرود'],
  ['क्\u200dष', 'क्\u200dष'],
  ['a\u202eb\u202cc\u2066d\u2069', 'a b c d'],
  ['a\u0000b\tc\u001b', 'a b c'],
  ['<b> & "c"', '<b> & "c"'],
  ['half \ud83d', 'half \ufffd'],
])('%j is set as %j', (text, expected) => {
  expect(settable(text, characters)).toBe(expected)
})

it.each(['ข่าว', 'Ferry ข่าว', '₹500', '🚢', ' ', '', '!?', '\u200b'])('%j is not set', (text) => {
  expect(settable(text, characters)).toBeUndefined()
})
