import { createHash } from 'node:crypto'

/** What identifies a picture, drawing or typeface, 16 hexadecimal digits: different bytes are a different one. */
export function pictureHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}
