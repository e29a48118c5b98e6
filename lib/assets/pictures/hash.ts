import { createHash } from 'node:crypto'

/** What a picture is known by, 16 hexadecimal digits: other bytes are another picture. */
export function pictureHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}
