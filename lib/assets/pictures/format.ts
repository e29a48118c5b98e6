/** The picture formats that browsers show and that cannot carry script, by file extension. */
export const pictureEndings = ['.avif', '.gif', '.jpeg', '.jpg', '.png', '.webp'] as const

export type PictureFormat = 'avif' | 'gif' | 'jpeg' | 'png' | 'webp'

/** The first bytes, read as Latin-1; a dot stands for any byte. */
const signatures: readonly [PictureFormat, string][] = [
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['webp', 'RIFF....WEBP'],
  ['avif', '....ftypavif'],
  ['avif', '....ftypavis'],
]

/**
 * A file's format by its first bytes, whatever its name says: no decoder is given anything else, above all no SVG or PDF.
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return signatures.find(([, signature]) => begins(head, signature))?.[0]
}

function begins(head: string, signature: string): boolean {
  return [...signature].every((char, index) => char === '.' || char === head[index])
}

/** Whether a PNG is animated (https://www.w3.org/TR/png-3/#apng-frame-based-animation): its decoder shows only one frame. */
export function isAnimatedPng(bytes: Buffer): boolean {
  const control = bytes.indexOf('acTL')
  return control > 0 && control < bytes.indexOf('IDAT')
}
