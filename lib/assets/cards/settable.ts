import type { Characters } from './characters.ts'

/** Invisible characters that a typeface need not have: above all joiners, without which Persian and Hindi are misspelt. */
const invisible = /[\p{Default_Ignorable_Code_Point}\s]/u
/** Characters that cannot be left out without changing the meaning. */
const needed = /[\p{L}\p{M}\p{N}\p{Sc}\p{Sm}]/u
/** Controls, marks that would reorder letters, and variation selectors. */
const disorderly = /[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Variation_Selector}]+/gu

/**
 * Prepares a text for setting: one line, without symbols that no typeface has, such as emoji. Undefined when a letter or
 * a figure is missing, because readers would see a box in its place, or when nothing is left.
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
