/** The picture formats readers' browsers show and that cannot carry script, by the endings of their files. */
export const pictureEndings = ['.avif', '.gif', '.jpeg', '.jpg', '.png', '.webp'] as const

export type PictureFormat = 'avif' | 'gif' | 'jpeg' | 'png' | 'webp'

/** First bytes, read as Latin-1; a dot stands for any. */
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
 * What a file is by its first bytes, whatever its name says: no decoder is tried on anything else, an SVG or a PDF
 * above all.
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return signatures.find(([, signature]) => begins(head, signature))?.[0]
}

function begins(head: string, signature: string): boolean {
  return [...signature].every((char, index) => char === '.' || char === head[index])
}

/** Whether a PNG moves (https://www.w3.org/TR/png-3/#apng-frame-based-animation): its decoder shows the first frame only. */
export function isAnimatedPng(bytes: Buffer): boolean {
  const control = bytes.indexOf('acTL')
  return control > 0 && control < bytes.indexOf('IDAT')
}
