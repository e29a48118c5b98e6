import type { Characters } from './characters.ts'

/** Invisible in text, and no typeface need have them: joiners above all, without which Persian and Hindi are wrong. */
const invisible = /[\p{Default_Ignorable_Code_Point}\s]/u
/** What cannot be left out without saying something else. */
const needed = /[\p{L}\p{M}\p{N}\p{Sc}\p{Sm}]/u
/** Controls, marks that would turn the order of letters around, and what asks for another form of a sign. */
const disorderly = /[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Variation_Selector}]+/gu

/**
 * A text as it can be set: one line, without symbols that no typeface has, such as emoji. Nothing when a letter or a figure
 * is missing, for readers would see a box in its place; or when nothing is left.
 */
export function settable(text: string, characters: Characters): string | undefined {
  const line = text.toWellFormed().normalize('NFC').replace(disorderly, ' ')
  const kept = [...line].filter((character) => invisible.test(character) || characters.has(character))
  const missing = [...line].some(
    (character) => needed.test(character) && !invisible.test(character) && !characters.has(character),
  )
  const set = kept.join('').replace(/\s+/gu, ' ').trim()
  return missing || !/[\p{L}\p{N}]/u.test(set) ? undefined : set
}
