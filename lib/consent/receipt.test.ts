import { expect, it } from 'vitest'
import { newReceipt, parseReceipt } from './receipt.ts'

it('makes receipts that are all different, and can be read back', () => {
  const made = Array.from({ length: 10_000 }, newReceipt)
  expect(new Set(made).size).toBe(made.length)
  for (const receipt of made.slice(0, 100)) {
    expect(receipt).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
    expect(parseReceipt(receipt)).toBe(receipt)
    expect(parseReceipt(receipt.toUpperCase().replaceAll('-', ' '))).toBe(receipt)
  }
})

it.each([
  '',
  'k7qx-29fm-4tnd',
  'k7qx-29fm-4tnd-8wze-0',
  'i7qx-29fm-4tnd-8wze',
  'إيصال',
  '收据收据收据收据收据收据收据收据',
])('does not take %j for one', (text) => {
  expect(parseReceipt(text)).toBeUndefined()
})
