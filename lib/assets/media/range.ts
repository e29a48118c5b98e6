/** A part of a file, by its first and last byte. */
export type ByteRange = { start: number; end: number }

/**
 * The part of a file that a request asks for (RFC 9110, 14.2). Several parts in one request, other units and malformed
 * headers are ignored, as the standard allows: the whole file is sent.
 *
 * @param header `Range`, if there is one; @param size of the file, in bytes
 * @returns 'whole', 'unsatisfiable' (416), or the part
 */
export function readRange(header: string | null, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '') ?? []
  if (from === '' && to === '') return 'whole'
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(from)
  if (to !== '' && Number(to) < start) return 'whole'
  if (start >= size) return 'unsatisfiable'
  return { start, end: Math.min(to === '' ? size - 1 : Number(to), size - 1) }
}
