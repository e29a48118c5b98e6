import { randomBytes } from 'node:crypto'

/** Letters and digits that cannot be taken for one another (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Sixteen of them are 80 bits: nobody guesses one, and no two are alike. */
const length = 16

/** A new receipt, such as `k7qx-29fm-4tnd-8wze`. It says nothing about anybody. */
export function newReceipt(): string {
  return grouped(Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join(''))
}

/** A receipt as it is written, from one as people type it; nothing when it cannot be one. */
export function parseReceipt(text: string): string | undefined {
  const plain = text.slice(0, 100).toLowerCase().replace(/[\s-]/g, '')
  return plain.length === length && [...plain].every((sign) => alphabet.includes(sign))
    ? grouped(plain)
    : undefined
}

function grouped(plain: string): string {
  return plain.replace(/.{4}(?=.)/g, '$&-')
}
