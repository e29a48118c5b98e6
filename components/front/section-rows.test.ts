import { expect, test } from 'vitest'
import { blockForms } from './section-rows.ts'

/** How many of twelve columns a block takes. */
const columns = { wide: 12, half: 6, above: 4, none: 4 }

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13])('%i blocks fill their rows', (count) => {
  const forms = blockForms(count)
  expect(forms).toHaveLength(count)
  let filled = 0
  for (const form of forms) {
    filled += columns[form]
    expect(filled).toBeLessThanOrEqual(12)
    filled %= 12
  }
  expect(filled).toBe(0)
})
