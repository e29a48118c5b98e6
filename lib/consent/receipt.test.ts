import { describe, expect, it } from 'vitest'
import { keyFor } from '../runtime/form-secret.ts'
import { isSigned, newReceipt, parseReceipt, receiptPurpose } from './receipt.ts'

const secret = 'one that all replicas have, 32 or more'
const key = keyFor(secret, receiptPurpose)

it('makes receipts that are all different, and recognised with the same secret', () => {
  const made = Array.from({ length: 3000 }, () => newReceipt(key))
  expect(new Set(made).size).toBe(made.length)
  const onAnotherReplica = keyFor(secret, receiptPurpose)
  for (const receipt of made.slice(0, 300)) {
    expect(receipt).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/)
    expect(isSigned(receipt, onAnotherReplica)).toBe(true)
  }
})

describe('a receipt as people type it', () => {
  const receipt = 'k7qx-29fm-4tnd-81z0-0hpr'
  it.each([
    receipt,
    receipt.toUpperCase(),
    receipt.replaceAll('-', ''),
    ` ${receipt.replaceAll('-', ' ')} `,
    // Phones lengthen dashes, and messengers put direction marks around left-to-right text.
    receipt.replaceAll('-', '–'),
    `\u200e\u2068${receipt}\u2069`,
    // Letters the alphabet omits because they look like others.
    'k7qx-29fm-4tnd-8lzO-ohpr',
    'K7QX-29FM-4TND-8IZ0-0HPR',
  ])('is %j', (text) => {
    expect(parseReceipt(text)).toBe(receipt)
  })

  it('may be one of those that have no signature', () => {
    expect(parseReceipt('K7QX 29FM 4TND 8WZE')).toBe('k7qx-29fm-4tnd-8wze')
  })

  it.each([
    '',
    'k7qx-29fm-4tnd',
    'k7qx-29fm-4tnd-8wze-0',
    'k7qx-29fm-4tnd-8wze-0hpr-0',
    'u7qx-29fm-4tnd-8wze-0hpr',
    'إيصال',
    '收据收据收据收据收据收据收据收据',
    '٠١٢٣-٠١٢٣-٠١٢٣-٠١٢٣-٠١٢٣',
    '\0'.repeat(20),
    '0'.repeat(100_000),
  ])('is not %j', (text) => {
    expect(parseReceipt(text)).toBeUndefined()
  })
})

describe('an invented receipt', () => {
  it('is not recognised: neither a random one, nor a real one with any character changed', () => {
    const receipt = newReceipt(key)
    for (let at = 0; at < receipt.length; at += 1)
      for (const sign of '0123456789abcdefghjkmnpqrstvwxyz')
        if (receipt[at] !== '-' && receipt[at] !== sign)
          expect(isSigned(receipt.slice(0, at) + sign + receipt.slice(at + 1), key)).toBe(false)
    for (const text of ['0000-0000-0000-0000-0000', 'zzzz-zzzz-zzzz-zzzz-zzzz'])
      expect(isSigned(text, key)).toBe(false)
  })

  it.each(['', '-', 'k7qx-29fm-4tnd-8wze', 'إيصال', '收据'.repeat(10)])('is not recognised: %j', (text) => {
    expect(isSigned(text, key)).toBe(false)
  })

  it('is one that another secret signed, or the same one for another purpose', () => {
    for (const other of [keyFor(`${secret}.`, receiptPurpose), keyFor(secret, 'form of a report')])
      expect(isSigned(newReceipt(other), key)).toBe(false)
  })
})
