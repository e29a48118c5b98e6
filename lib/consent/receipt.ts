import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Letters and digits that do not look alike (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Twelve random characters are 60 bits: of a hundred million receipts, no two are likely to be the same. */
const chosen = 12

/** Eight more are 40 bits of a signature: one guess in 10¹² is right, and then shows a page that reveals nothing. */
const signed = 8

/** The length of older receipts, which were given out without a signature. */
const unsigned = 16

/** The purpose the receipts' key is derived for; see lib/runtime/form-secret. */
export const receiptPurpose = 'receipt of a choice'

/**
 * A new receipt, such as `k7qx-29fm-4tnd-8wze-0hpr`. It says nothing about the reader, and anyone with the key can tell
 * that it was given out, without having its record.
 */
export function newReceipt(key: Buffer): string {
  const plain = inAlphabet(randomBytes(chosen))
  return grouped(plain + signature(plain, key))
}

/** Whether this newsroom gave out a receipt, which is in the form that {@link parseReceipt} returns. */
export function isSigned(receipt: string, key: Buffer): boolean {
  const plain = receipt.replaceAll('-', '')
  const given = Buffer.from(plain.slice(chosen))
  const expected = Buffer.from(signature(plain.slice(0, chosen), key))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Normalises a receipt that somebody typed or pasted; undefined when it cannot be one. Older ones are shorter, and have a
 * record but no page.
 */
export function parseReceipt(text: string): string | undefined {
  const plain = text
    .slice(0, 100)
    .toLowerCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  const isLong = plain.length === chosen + signed || plain.length === unsigned
  return isLong && [...plain].every((sign) => alphabet.includes(sign)) ? grouped(plain) : undefined
}

function signature(plain: string, key: Buffer): string {
  return inAlphabet(createHmac('sha256', key).update(plain).digest().subarray(0, signed))
}

/** One character per byte: 256 is a multiple of 32, so all are equally likely. */
function inAlphabet(bytes: Buffer): string {
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')
}

function grouped(plain: string): string {
  return plain.replace(/.{4}(?=.)/g, '$&-')
}
