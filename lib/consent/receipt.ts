import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Letters and digits that cannot be taken for one another (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Twelve of them are 60 bits by chance: of a hundred million receipts no two are likely to be alike. */
const chosen = 12

/** Eight more are 40 bits of a signature: one guess in 10¹² is right, and shows a page that says nothing. */
const signed = 8

/** Receipts without a signature, as they were given out before there was one. */
const unsigned = 16

/** What the key of receipts is derived for; see lib/runtime/form-secret. */
export const receiptPurpose = 'receipt of a choice'

/**
 * A new receipt, such as `k7qx-29fm-4tnd-8wze-0hpr`. It says nothing about anybody, and whoever has the key knows that
 * it was given out, without having its record.
 */
export function newReceipt(key: Buffer): string {
  const plain = inAlphabet(randomBytes(chosen))
  return grouped(plain + signature(plain, key))
}

/** Whether a receipt, as {@link parseReceipt} writes it, was given out by this newsroom. */
export function isSigned(receipt: string, key: Buffer): boolean {
  const plain = receipt.replaceAll('-', '')
  const given = Buffer.from(plain.slice(chosen))
  const expected = Buffer.from(signature(plain.slice(0, chosen), key))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * A receipt as it is written, from one as people type or paste it; nothing when it cannot be one. Older ones are shorter,
 * and have a record but no page.
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

/** One sign a byte: 256 is a multiple of 32, so none comes up more often than another. */
function inAlphabet(bytes: Buffer): string {
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')
}

function grouped(plain: string): string {
  return plain.replace(/.{4}(?=.)/g, '$&-')
}
